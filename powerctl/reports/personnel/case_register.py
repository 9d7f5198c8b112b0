"""任免事项台账: every appointment of a period, how far its record goes, what of it is missing (R-HY-07).

Names are masked: a register lies about in offices.
"""

from collections import Counter
from datetime import date

from sqlmodel import Session

from powerctl.areas.personnel.files import CaseFile, case_files, days_posted
from powerctl.errors import Refused
from powerctl.reports.blocks import Block, Meta, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.counted import by_value, with_parts
from powerctl.reports.dates import chinese_day
from powerctl.reports.masking import masked_names
from powerctl.reports.order import Order, scope

_TITLE = "任免事项台账"
_MOST_MISSING = 4


def build(session: Session, order: Order) -> Report:
    """The cases of a unit and those below it, or of the county, from `since` (1 January) on.

    Raises Refused for a period that ends before it begins, and where no case is on record.
    """
    where = scope(session, order)
    since = order.since or date(order.as_of.year, 1, 1)
    if since > order.as_of:
        raise Refused(
            f"起始日期 {since.isoformat()} 晚于截至日期 {order.as_of.isoformat()}", hint="核对日期后重新输入"
        )
    every = case_files(session, where.unit_ids)
    undated = [one for one in every if one.dated is None]
    placed = [one for one in every if one.dated is not None and since <= one.dated <= order.as_of]
    if not placed and not undated:
        raise Refused(
            f"{where.name}在 {since.isoformat()} 至 {order.as_of.isoformat()} 之间没有任免事项，"
            f"出不了{_TITLE}",
            hint="powerctl appoint add",
        )
    title = f"{where.name}{_TITLE}"
    meta = Meta(
        name="appointments",
        title=title,
        unit=where.name,
        period=f"{since.isoformat()} 至 {order.as_of.isoformat()}",
        as_of=order.as_of,
        generated=order.generated,
        number=f"RMTZ-{where.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
        paper="A3 landscape",
    )
    shown = [*sorted(placed, key=lambda one: (one.dated or date.max, one.case.number)), *undated]
    blocks: list[Block] = [
        Title((title,)),
        Paragraph(_said(shown, len(undated), since, order.as_of)),
        _rows(shown, where.names, order.as_of),
        Paragraph("公示一栏：括号外为含首日的工作日数，括号内为不含首日的。环节一栏：已记全的/到期应有的。"),
        Sign(where.name, order.as_of),
    ]
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _said(shown: list[CaseFile], undated: int, since: date, until: date) -> str:
    kinds = with_parts(len(shown), "件", by_value(one.case.kind for one in shown))
    complete = sum(not one.incomplete(until) for one in shown)
    said = (
        f"{chinese_day(since)}至{chinese_day(until)}（按任职日期，没有的按决定、提名日期），"
        f"任免事项 {kinds}。环节记录齐全 {complete} 件，不全 {len(shown) - complete} 件。"
    )
    if undated:
        said += f"其中 {undated} 件没有登记任何日期，也列在最后。"
    missing = Counter(stage.value for one in shown for stage in one.incomplete(until))
    if missing:
        worst = "、".join(f"{stage} {count} 件" for stage, count in missing.most_common(_MOST_MISSING))
        said += f"缺得最多的环节：{worst}。"
    return said + "姓名已遮盖。"


def _rows(shown: list[CaseFile], names: dict[int, str], day: date) -> Table:
    masks = masked_names([one.case.person_written for one in shown if one.case.person_written])
    rows = []
    for number, one in enumerate(shown, start=1):
        case, lacking = one.case, one.incomplete(day)
        due = len(one.stages) - len(one.waiting(day))
        rows.append(
            (
                str(number),
                names[case.unit_id],
                masks.get(case.person_written or "", "没有登记"),
                case.kind or "没有登记",
                case.to_post_written or "没有登记",
                _day(case.nominated_on),
                _last([part.ended_on for part in one.vettings]),
                "\n".join(f"第 {part.attempt} 次 {part.result or '结果不明'}" for part in one.exams) or "－",
                _day(case.decided_on),
                _posted(one),
                _day(case.appointed_on),
                _last([part.due_on for part in one.probations]),
                case.state or "没有登记",
                f"{due - len(lacking)}/{due}",
                "、".join(lacking) or "无",
            )
        )
    headings = (
        *("序号", "单位", "姓名", "类别", "拟任职务", "提名", "考察完成", "廉政考试", "决定", "公示"),
        *("任职", "试用至", "进展", "环节", "没有记全的环节"),
    )
    widths = (4, 11, 7, 8, 12, 10, 10, 9, 10, 13, 10, 10, 7, 6, 20)
    return Table("", headings, widths, tuple(rows))


def _posted(one: CaseFile) -> str:
    said = []
    for notice in one.notices:
        days = days_posted(notice)
        counted = f"{days[0]}（{days[1]}）个工作日" if days else "天数不明"
        said.append(f"{_day(notice.begun_on)} 起 {counted}")
    return "\n".join(said) or "－"


def _last(days: list[date | None]) -> str:
    known = [day for day in days if day is not None]
    return _day(max(known)) if known else "－"


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else "－"
