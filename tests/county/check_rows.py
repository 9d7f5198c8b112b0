"""监督检查, 审计 and 个人报告 of a year in eight units. All invented."""

from collections.abc import Iterator

from tests.county.people import DEPUTY, DISCIPLINE, HEAD, SEATS, UNITS, head
from tests.county.post_rows import CASES, Row
from tests.county.spending_rows import after

YEAR = "2025"

# unit; number; subject; name; day; inspector (- the head); result
_INSPECTIONS = """
U001;01;行政审批;公文和审批时限检查;2026-03-24;-;办件12件，均在时限以内
U002;01;预算执行;2025年预算执行情况检查;2025-12-18;邵清漪;两个科目执行偏慢
U002;02;行政审批;财政审批事项抽查;2026-04-21;-;抽查20件，符合规定
U003;01;工程建设及招标;在建项目招标投标检查;2026-05-19;-;背街小巷项目采购方式须说明
U003;02;预算执行;2025年度预算执行检查;2026-01-14;穆遥岑;符合规定
U004;01;行政审批;涉农审批事项检查;2026-02-26;-;符合规定
U005;01;财务收支;救助资金发放检查;2026-03-12;温如故;三户资料须补
U006;01;行政审批;登记许可事项检查;2026-04-09;-;抽查30件，一件超时
U007;01;工程建设及招标;敬老院维修工程检查;2026-03-31;-;工程量与签证一致
U007;02;财务收支;村级财务检查;2025-11-20;程守则;两村票据须规范
"""

_EVENTS = (
    ("U002", "沈禾青", "2025-10-04", "2025-10-20"),
    ("U003", "骆星辰", "2026-02-18", "2026-03-09"),
    ("U007", "杜若洲", "2026-01-08", "2026-03-02"),
    ("U005", "温如故", "2026-05-03", "2026-05-26"),
)
"""Who, when it happened, when it was reported; the third took seven weeks."""
_SPOT_CHECKED = ("凌疏影", "杜若洲")
"""Two of so many that it is less than a tenth."""


def _inspections() -> Iterator[Row]:
    for line in _INSPECTIONS.strip().splitlines():
        unit, number, subject, name, day, who, result = line.split(";")
        row = {
            "unit": UNITS[unit][0],
            "number": f"JC-{day[:4]}-{number}",
            "subject": subject,
            "name": name,
            "inspected_on": day,
            "inspector_written": head(unit).person if who == "-" else who,
            "result": result,
            "is_vetoed": "否",
        }
        yield row | ({"project": "LXGC-2025-02"} if "敬老院" in name else {})


def _audits() -> Iterator[Row]:
    """Before three posts, one of them reported only afterwards; one on leaving."""
    for case in CASES:
        if not (case.has("audit") or case.has("audit late")):
            continue
        reported = after(case.appointed, 18) if case.has("audit late") else case.day(15)
        yield {
            "unit": UNITS[case.unit][0],
            "number": f"SJ-{case.number}",
            "kind": "任前审计",
            "person_written": case.person,
            "post_written": case.before,
            "appointment": case.number,
            "auditor_written": "县审计局",
            "begun_on": case.day(25).isoformat(),
            "reported_on": reported.isoformat(),
            "problems": "0",
            "conclusion": "未发现重大问题",
        }
    yield {
        "unit": UNITS["U002"][0],
        "number": "SJ-2026-01",
        "kind": "离任审计",
        "person_written": "甘霖舟",
        "post_written": "政府采购监督管理科科长",
        "auditor_written": "县审计局",
        "period_from": "2024-03-04",
        "period_to": "2026-02-27",
        "begun_on": "2026-03-10",
        "reported_on": "2026-04-17",
        "problems": "2",
        "problem": "12600",
        "conclusion": "两项采购验收手续不全，已整改",
    }


def _reports() -> Iterator[Row]:
    """Heads' integrity reports, 青石乡's missing, one not verified; everybody's yearly report; four events."""
    for seat in SEATS:
        if seat.role == HEAD and seat.unit != "U008":
            verified = seat.unit != "U004"
            row = _report(seat.unit, "LZ", seat.person, "年度廉政报告") | {"is_written": "是"}
            row |= {"reported_on": "2026-01-12", "filed_on": "2026-02-06"}
            yield row | (
                {"is_verified": "是", "verified_on": "2026-01-28", "is_consistent": "是"}
                if verified
                else {"is_verified": "否"}
            )
    for seat in SEATS:
        if (
            seat.role in (HEAD, DEPUTY, DISCIPLINE)
            and not seat.until
            and seat.since < YEAR
            and seat.unit != "U008"
        ):
            checked = seat.person in _SPOT_CHECKED
            row = _report(seat.unit, "GR", seat.person, "年度个人有关事项报告") | {
                "reported_on": "2026-01-20"
            }
            yield (
                row
                | {"is_written": "是", "is_spot_checked": "是" if checked else "否"}
                | ({"spot_checked_on": "2026-03-18"} if checked else {})
            )
    for unit, person, happened, told in _EVENTS:
        row = _report(unit, "ZD", person, "重大事项报告", happened[:4])
        yield row | {"event_on": happened, "reported_on": told, "is_written": "是"}


def _report(unit: str, letters: str, person: str, kind: str, year: str = YEAR) -> Row:
    place = [seat.person for seat in SEATS].index(person) + 1
    return {
        "unit": UNITS[unit][0],
        "number": f"{letters}-{year}-{place:02}",
        "kind": kind,
        "person_written": person,
        "year": year,
    }


def checks() -> dict[str, list[Row]]:
    """The sheets of the workbook 监督检查: kind → rows."""
    return {
        "inspections": list(_inspections()),
        "audits": list(_audits()),
        "personal_reports": list(_reports()),
    }
