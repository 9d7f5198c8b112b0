"""Whose list a title names: also of registers, and of units whose names hold such words themselves."""

import pytest

from powerctl.areas.placing import unit_in_title


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("云泽县市场监督管理局办件登记表（2025年7月至2026年6月）", "云泽县市场监督管理局"),
        ("青石乡人民政府受委托检查登记表", "青石乡人民政府"),
        ("县财政局2026年用权记录", "县财政局"),
        ("某市不动产登记中心用权记录", "某市不动产登记中心"),
        ("某县城市管理执法局2025年权责清单", "某县城市管理执法局"),
        ("某县检察院2025年清单", "某县检察院"),
        ("某某县住建局行政处罚案件台账", "某某县住建局"),
        ("用权记录", ""),
        ("行政处罚案件登记台账", ""),
    ],
)
def test_the_unit_is_what_stands_before_the_words_of_the_list(title: str, unit: str) -> None:
    assert unit_in_title(title) == unit
