"""公开目录, 公开记录, 公示 and 公示反馈 of a year in three units. All invented."""

from collections.abc import Iterator
from datetime import date, timedelta

from tests.county.people import UNITS, discipline_head
from tests.county.post_rows import CASES, Case, Row
from tests.county.spending_rows import after
from tests.county.spending_year import payments

# code; name; subject; stage; channel; audience; interval; deadline; its unit; from which sum
_CATALOGUE = """
GK-01;财务收支情况;财务收支;结果;公开栏;本单位职工;每季度;20;工作日;
GK-02;大额资金使用情况;大额资金;结果;网站;社会公众;随时公开;20;工作日;200000
GK-03;“三公”经费决算;三公经费;结果;网站;社会公众;每年;20;日;
GK-04;公共资源交易结果;公共资源交易;结果;交易平台;社会公众;随时公开;5;工作日;
GK-05;干部任免结果;人事任免;结果;网站;社会公众;随时公开;10;工作日;
GK-06;惠农补贴发放;惠农补贴;结果;公开栏;村（居）民;随时公开;10;工作日;
"""


def open_items() -> Iterator[Row]:
    """公开目录 of the whole county."""
    names = (
        "code",
        "name",
        "subject",
        "stage",
        "channel",
        "audience",
        "interval",
        "deadline",
        "deadline_unit",
        "above",
    )
    for line in _CATALOGUE.strip().splitlines():
        yield dict(zip(names, line.split(";"), strict=True)) | {
            "valid_from": "2025-01-01",
            "basis_text": "云泽办发〔2024〕27号",
        }


def publications() -> Iterator[Row]:
    """公开记录: appointments but one, half of the large sums, the trades of 财政局, support for farmers."""
    for case in CASES:
        if not (case.is_bare or case.is_put_off or case.has("not published")):
            day = after(case.appointed, 2)
            yield _published(
                case.unit,
                f"GK-{case.number}",
                f"{case.post}任职情况",
                "人事任免",
                "网站",
                case.appointed,
                day,
            ) | {
                "appointment": case.number,
                "has_personal_data": "是",
            }
    for unit in ("U002", "U007"):
        large = [one for one in payments(unit) if one.subject and one.paid and one.fen >= 20_000_000]
        for at, one in enumerate(large):
            assert one.paid is not None
            if at % 3 < 2:
                row = _published(
                    unit,
                    f"GK-{one.number}",
                    f"{one.purpose}支付情况",
                    "大额资金",
                    "网站",
                    one.paid,
                    after(one.paid, 6),
                )
                yield row | {"expenditure": one.number, "amount": f"{one.fen / 1_000_000:g}万元"}
    for one in payments("U007"):
        if one.tag.startswith("support") and one.paid:
            row = _published(
                "U007",
                f"GK-{one.number}",
                f"{one.purpose}情况",
                "惠农补贴",
                "公开栏",
                one.paid,
                after(one.paid, 4),
            )
            yield row | {"expenditure": one.number, "amount": f"{one.fen / 100:.2f}"}
    for number, name, day in (
        ("CZCG-2026-01", "办公设备集中采购", date(2026, 1, 29)),
        ("CZCG-2026-02", "惠农补贴一卡通平台开发", date(2026, 4, 22)),
    ):
        row = _published(
            "U002", f"GK-{number}", f"{name}成交结果", "公共资源交易", "交易平台", day, after(day, 1)
        )
        yield row | {"transaction": number}


def _published(
    unit: str, number: str, title: str, subject: str, channel: str, formed: date, shown: date
) -> Row:
    return {
        "unit": UNITS[unit][0],
        "number": number,
        "title": title,
        "subject": subject,
        "stage": "结果",
        "channel": channel,
        "audience": "村（居）民" if channel == "公开栏" else "社会公众",
        "formed_on": formed.isoformat(),
        "published_on": shown.isoformat(),
        "proposed_on": formed.isoformat(),
        "examined_on": shown.isoformat(),
        "examiner_written": discipline_head(unit).person,
        "is_secrecy_checked": "是",
        "approved_on": shown.isoformat(),
    }


_POSTED = tuple(case for case in CASES if not case.is_bare)
_RESERVE = "LXGS-2026-09"
_RESERVE_NAMES = (
    "江望舒",
    "白鹭洲",
    "云中鹤",
    "陶然亭",
    "易水寒",
    "苗壮",
    "谷丰",
    "禾登",
    "桑柔",
    "麻衣",
    "稻香",
    "麦浪",
    "黍离",
    "菽园",
)


def notices() -> Iterator[Row]:
    """公示: a notice a case, and one of fourteen who may head a village."""
    for case in _POSTED:
        begun, ended = case.posted
        yield _notice(case.unit, f"GS-{case.number}", f"{case.post}人选任前公示", "任前公示", begun, ended)
    yield _notice(
        "U007", _RESERVE, "2026年村级后备干部人选公示", "其他公示", date(2026, 3, 16), date(2026, 3, 24)
    )


def _notice(unit: str, number: str, title: str, kind: str, begun: date, ended: date) -> Row:
    return {
        "unit": UNITS[unit][0],
        "number": number,
        "title": title,
        "kind": kind,
        "begun_on": begun.isoformat(),
        "ended_on": ended.isoformat(),
        "channel": "公开栏",
        "place_written": "机关公开栏、单位网站",
        "by_phone": "是",
        "by_letter": "是",
        "by_visit": "是",
        "by_web": "否",
        "by_box": "是",
        "office": f"{UNITS[unit][0]}{'组织办' if unit == 'U007' else '人事科'}",
        "office_phone": "0000-1234567（样例）",
        "office_address": "云泽县样例路1号",
        "concluded_on": after(ended, 1).isoformat(),
        "taken_down_on": after(ended, 1).isoformat(),
    }


def notice_subjects() -> Iterator[Row]:
    """公示对象; one case and two of the fourteen were put off."""
    for case in _POSTED:
        yield _subject(case.unit, f"GS-{case.number}", 1, case.person, case.is_put_off, case) | {
            "appointment": case.number
        }
    for place, name in enumerate(_RESERVE_NAMES, 1):
        yield _subject("U007", _RESERVE, place, name, place in (3, 8), None)


def _subject(unit: str, notice: str, place: int, name: str, put_off: bool, case: Case | None) -> Row:
    ended = case.posted[1] if case else date(2026, 3, 24)
    return {
        "unit": UNITS[unit][0],
        "notice": notice,
        "position": str(place),
        "subject_written": name,
        "outcome": "暂缓" if put_off else "不影响",
        "outcome_on": after(ended, 5 if put_off else 1).isoformat(),
    }


# notice; place of the subject; days after the notice began; how; named; verdict; outcome
_FEEDBACK = """
GS-LXR-2026-03;1;2;来信;否;部分属实;暂缓
GS-LXR-2026-03;1;3;电话;是;部分属实;暂缓
GS-CZR-2026-01;1;4;电话;否;不属实;不影响
LXGS-2026-09;3;1;来访;是;属实;暂缓
LXGS-2026-09;3;2;来访;是;属实;暂缓
LXGS-2026-09;3;4;电话;否;属实;暂缓
LXGS-2026-09;8;2;来信;否;部分属实;暂缓
LXGS-2026-09;8;3;意见箱;否;部分属实;暂缓
LXGS-2026-09;11;3;电话;否;不属实;不影响
LXGS-2026-09;12;5;意见箱;否;无法查实;不影响
"""


def _named(notice: str, place: int) -> str:
    """The subject in a place of a notice."""
    if notice == _RESERVE:
        return _RESERVE_NAMES[place - 1]
    return next(case.person for case in _POSTED if notice == f"GS-{case.number}")


def feedback() -> Iterator[Row]:
    """公示反馈: ten on six persons, three of whom were put off. What was said is not told."""
    begun = {f"GS-{case.number}": (case.unit, case.posted[0]) for case in _POSTED} | {
        _RESERVE: ("U007", date(2026, 3, 16))
    }
    places: dict[str, int] = {}
    for line in _FEEDBACK.strip().splitlines():
        notice, subject, wait, how, named, verdict, outcome = line.split(";")
        unit, first = begun[notice]
        places[notice] = places.get(notice, 0) + 1
        received = first + timedelta(days=int(wait))
        yield {
            "unit": UNITS[unit][0],
            "notice": notice,
            "position": str(places[notice]),
            "subject": f"{notice}/{_named(notice, int(subject))}",
            "received_on": received.isoformat(),
            "channel_written": how,
            "is_named": named,
            "verified_on": after(received, 4).isoformat(),
            "verifier_written": discipline_head(unit).person,
            "verdict": verdict,
            "finding_document": f"核查报告{notice}-{places[notice]}",
            "outcome": outcome,
            "concluded_on": after(received, 6).isoformat(),
            "replied_on": after(received, 7).isoformat() if named == "是" else "",
        }


def disclosed() -> dict[str, list[Row]]:
    """The sheets of the workbook 公开公示: kind → rows."""
    return {
        "publications": list(publications()),
        "notices": list(notices()),
        "notice_subjects": list(notice_subjects()),
        "feedback": list(feedback()),
    }
