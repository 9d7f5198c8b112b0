"""Whatever is typed, a command answers in a sentence: it never breaks, and never writes half."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from powerctl.cli.main import run

_NASTY = [
    *("", " ", "空", "=", "'", '"', "--", "%", "_", "\\", "*", "0", "-1", "007", "9" * 19, "9" * 5000),
    *("２", "１２", "½", "😀", "a\nb", "=1+1", "'; DROP TABLE unit; --", "县财政局"),
    *("U001", "局长", "李一", "1", "2025年版", "2026-02-30", "2026-06-01", "是", "高", "权" * 5000),
    *(
        "责任事项=x",
        "备注=空",
        "风险等级=",
        "上级单位=U001",
        "名称＝甲",
        "事项名称~财",
        "编号>x",
        "止日≥2026-01-01",
    ),
]
# A command line can hold no null byte.
_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
_VALUE = st.one_of(st.sampled_from(_NASTY), _TEXT)
_TEMPLATES = [
    *(f"{noun} show ?" for noun in ("unit", "person", "post", "duty", "edition", "power", "risk", "measure")),
    *(f"{noun} edit ? --set ?" for noun in ("unit", "person", "post", "duty", "edition", "power", "risk")),
    *(f"{noun} retire ? --reason ? --on ?" for noun in ("unit", "person", "post", "duty", "power", "risk")),
    *("unit add ? --code ? --parent ?", "person add ? --unit ? --number ?", "post add ? --unit U001 --level ?"),
    *("post appoint 局长 --unit U001 --person ? --from ?", "post dismiss 1 --on ?", "duty add 李一 --unit U001 --area ?"),
    *("edition add ? --unit U001 --from ? --replaces ?", "power add ? --unit U001 --category ? --set ?"),
    *("risk add ? --unit U001 --level ? --power ?", "measure add 1 --text ? --due ?", "measure done ?"),
    *("post dismiss ? --on ?", "undo --entry ?", "undo --batch ?", "ledger log ?", "waive withdraw ?"),
    *("power list --where ? --sort ?", "risk list --unit ? --columns ?", "risk score ?", "risk score --unit ?"),
    *("limit show ?", "limit set risk.product_high ? --from ? --cites ?", "rule show ?", "check --select ?"),
    *("waive add ? ? --reason ? --document d --by p --until 2027-01-01", "undo --batch 1", "finding show ?"),
    *("ledger log --unit ? --table ?", "ledger anchor ?", "ledger acknowledge --reason ?", "batch show ?"),
    *("report make ? --unit ? -o -", "restore ?", "check --unit ? --as-of ?", "import ?", "template ?"),
]  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(_TEMPLATES), st.lists(_VALUE, min_size=3, max_size=3))
def test_a_command_answers_whatever_is_typed(
    _small_county: Path, capsys: pytest.CaptureFixture[str], template: str, values: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        county = Path(shutil.copy(_small_county, folder))
        given_values = iter(values)
        words = [next(given_values) if word == "?" else word for word in template.split()]
        status = run(["--db", str(county), "--actor", "张三", "--today", "2026-06-30", *words])
        said = capsys.readouterr()
        assert status in (0, 1, 2, 3), said.err
        assert run(["--db", str(county), "ledger", "verify"]) == 0
        capsys.readouterr()
