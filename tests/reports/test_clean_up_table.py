"""清理前后对照表: both editions of a unit item by item, from a real file to blocks (R-FS-02)."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from powerctl.areas.organization.people import add_person
from powerctl.areas.registry.clean_up.clean_up import confirm, record, set_fate
from powerctl.areas.registry.editions import change_edition, find_edition
from powerctl.errors import Refused
from powerctl.model import CleanUp
from powerctl.reports.blocks import Heading, Paragraph, Report, Table
from powerctl.reports.catalogue import page
from powerctl.reports.order import Order
from powerctl.reports.render import to_html
from powerctl.store.create import create
from powerctl.store.ledger import head_code
from powerctl.store.transaction import reading, transaction
from tests.areas.registry.two_editions import OLD, fill, power

DAY = date(2026, 3, 2)


@pytest.fixture
def county(tmp_path: Path) -> Path:
    path = tmp_path / "county.db"
    create(path)
    with transaction(path, "测试", "fill") as db:
        pair = fill(db)
        add_person(db, "CZJ", "陆明远")
        for one in (2, 3):
            confirm(db, power(db, one), power(db, 6), on=DAY)
        set_fate(db, power(db, 4), "取消", on=DAY, reason="依据废止，陆明远核实", document="青编〔2026〕1号")
        record(db, pair, on=DAY)
    return path


def made(path: Path, unit: str | None = "CZJ", day: date = DAY) -> Report:
    with reading(path) as db:
        return page("清理前后对照表").build(db, Order(unit, day, "2026-03-02 09:00", head_code(db)))


def tables(report: Report) -> dict[str, tuple[tuple[str, ...], ...]]:
    found, heading = {}, ""
    for block in report.blocks:
        if isinstance(block, Heading):
            heading = block.text.partition("、")[2]
        elif isinstance(block, Table):
            found[heading] = block.rows
    return found


def test_the_table_has_every_item_with_reason_and_document_and_totals_that_balance(county: Path) -> None:
    report = made(county)
    found = tables(report)
    assert found["合计"] == (
        ("保留", "1", "1"),
        ("取消", "1", "－"),
        ("合并", "2", "1"),
        ("新增", "－", "1"),
        ("合计", "4", "3"),
    )
    (gone,) = found["取消、下放的事项"]
    assert gone[2:] == ("财政票据监督检查", "－", "取消", "－", "依据废止，陆某某核实", "青编〔2026〕1号")
    assert [row[3:5] for row in found["合并、拆分的事项"]] == [
        ("对伪造、变造会计凭证、会计账簿行为的处罚", "合并")
    ] * 2
    assert [row[6] for row in found["合并、拆分的事项"]] == ["未注明"] * 2, "no reason was written yet"
    numbers = [row[0] for title, rows in found.items() if title != "合计" for row in rows]
    assert numbers == [str(n) for n in range(1, 6)]
    assert (report.meta.paper, report.meta.period) == ("A3 landscape", "2024年版 → 2026年版")
    assert "陆明远" not in "".join(to_html(report)), "names are masked"


def test_what_waits_for_an_answer_stands_in_the_table_as_such(county: Path) -> None:
    with transaction(county, "测试", "forget") as db:
        db.delete(_link(db, 3))
    report = made(county)
    title = next(b.text for b in report.blocks if isinstance(b, Heading) and "待确认" in b.text)
    assert "确认前按取消、新增计" in title
    assert tables(report)[title.partition("、")[2]][0][0] == "对变造会计账簿行为的处罚"


def _link(db: Session, number: int) -> CleanUp:
    return db.exec(select(CleanUp).where(CleanUp.old_power_id == number)).one()


def test_without_two_editions_in_a_known_order_there_is_no_table(county: Path) -> None:
    with pytest.raises(Refused, match="没有指明单位"):
        made(county, None)
    with pytest.raises(Refused, match="只有 1 个清单版本"):
        made(county, "CZJ", date(2025, 3, 1))
    with transaction(county, "测试", "edit") as db:
        change_edition(db, find_edition(db, "CZJ", "2026年版"), {"replaces": ""})
        change_edition(db, find_edition(db, "CZJ", OLD), {"in_force_from": ""})
    with pytest.raises(Refused, match="先后不明"):
        made(county)


def test_the_page_says_how_many_before_and_after(county: Path) -> None:
    text = next(b.text for b in made(county).blocks if isinstance(b, Paragraph))
    assert "将“2024年版”（4 项）清理为“2026年版”（3 项）" in text
