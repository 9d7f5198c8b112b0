"""match: payments, posts and works against decisions and publications; the clerk's answers on pairs."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import UnitFilter, add_list, add_show
from powerctl.cli.output import Format, FormatOption, print_json, print_rows, show, warn
from powerctl.errors import Refused

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.matching.omissions import Omissions
    from powerctl.areas.matching.pairs import Matter, Pair
    from powerctl.terms import MatchDecision, MatterKind

app = area("事项核对：支出、交易、项目、任免与会议、公开对照；关联、排除，找出遗漏")
_PAIRS = ("事项", "内容", "最相近的会议议程", "议题", "相近程度", "理由", "状态")
_PAIR_KEYS = ("kind", "key", "subject", "agenda_key", "title", "points", "why", "state")
_MISSING = ("遗漏", "事项编号", "办理情况", "决策或公开情况", "要问的问题", "结论")
_MISSING_KEYS = ("sort", "key", "done", "decided", "ask", "certain")
_NONE_NEAR = "没有相近的议程"

LeftKey = Annotated[
    str, typer.Argument(help="支出、交易、项目、任免等的编号，以单位代码开头", metavar="事项编号")
]
RightKey = Annotated[
    str,
    typer.Argument(help="会议议程（单位/会议编号/议题编号）、公开记录或公示的编号", metavar="对应编号"),
]
Kind = Annotated[str | None, typer.Option("--kind", help="事项种类；编号与别的种类相同时写", metavar="种类")]
With = Annotated[
    str | None, typer.Option("--with", help="对应事项种类，如 会议议程、公开记录", metavar="种类")
]
Document = Annotated[str, typer.Option("--document", help="文号", metavar="文号")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="截至哪一天；不写为今天", metavar="日期")]


@app.command("pairs", cls=Command, help="列出目录内没有决策记录的事项和最相近的会议议程，写明为什么相近。")
def _pairs(
    unit: UnitFilter = None,
    as_of: AsOf = None,
    every: Annotated[bool, typer.Option("--all", help="也列出已经排除的")] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    from powerctl.areas.matching.pairs import RULED_OUT, pairs_of, undecided_matters
    from powerctl.limits.in_force import put_in_force

    with session.reading() as db:
        put_in_force(db, session.parse_day(as_of) or session.today(), ())
        matters = undecided_matters(db, unit_ids=_inside(db, unit))
        near = pairs_of(db, matters)
    rows: list[tuple[Any, ...]] = []
    for matter in matters:
        pairs = [
            pair
            for pair in near.get((matter.kind, matter.side.number), ())
            if every or pair.state != RULED_OUT
        ]
        rows += [_pair(matter, pair) for pair in pairs] or [_alone(matter)]
    if form is Format.JSON:
        print_json([dict(zip(_PAIR_KEYS, row, strict=True)) for row in rows])
        return
    table = [(f"{kind} {key}", *rest) for kind, key, *rest in rows]
    print_rows(_PAIRS, _PAIRS, table, form, empty="目录内的事项都有决策记录")
    if form is Format.TABLE and rows:
        warn("是同一件事：powerctl match link 事项编号 议程编号；不是：powerctl match rule-out …")


@app.command(
    "missing", cls=Command, help="列出遗漏：应决未决、先执行后决策、决而未行、应公开未公开、有支出无会议。"
)
def _missing(
    unit: UnitFilter = None,
    as_of: AsOf = None,
    certain: Annotated[bool, typer.Option("--certain", help="只列能够断定的")] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    from powerctl.areas.matching.omissions import find_omissions

    with session.reading() as db:
        day = session.parse_day(as_of) or session.today()
        found = find_omissions(db, as_of=day, unit_ids=_inside(db, unit))
    listed = found.certain if certain else found.found
    rows = [
        (one.sort, one.key, one.done, one.decided, one.ask, "问题" if one.is_certain else "无法判断")
        for one in listed
    ]
    if form is Format.JSON:
        print_json([dict(zip(_MISSING_KEYS, row, strict=True)) for row in rows])
        return
    print_rows(_MISSING, _MISSING, rows, form, empty="没有发现遗漏")
    if form is Format.TABLE:
        warn(_counted(found))


@app.command("link", cls=Command, help="登记两条记录是同一件事，如一笔支出和决定它的会议议程。")
def _link(
    left: LeftKey,
    right: RightKey,
    reason: Annotated[str, typer.Option("--reason", help="理由", metavar="文字")] = "",
    document: Document = "",
    kind: Kind = None,
    other: With = None,
) -> None:
    from powerctl.terms import MatchDecision

    _answer(MatchDecision.LINKED, left, right, reason, document, kind, other)


@app.command("rule-out", cls=Command, help="登记两条记录不是同一件事，写明理由；以后不再提示。")
def _rule_out(
    left: LeftKey,
    right: RightKey,
    reason: Annotated[str, typer.Option("--reason", help="理由", metavar="文字")],
    document: Document = "",
    kind: Kind = None,
    other: With = None,
) -> None:
    from powerctl.terms import MatchDecision

    _answer(MatchDecision.RULED_OUT, left, right, reason, document, kind, other)


def _answer(
    decision: "MatchDecision",
    left: str,
    right: str,
    reason: str,
    document: str,
    kind: str | None,
    other: str | None,
) -> None:
    from powerctl.areas.matching.answering import answer_pair

    command = "link" if decision.name == "LINKED" else "rule-out"
    with session.writing(f"match {command}") as db:
        link = answer_pair(
            db,
            left,
            right,
            decision,
            by=session.actor(),
            on=session.today(),
            reason=reason,
            document=document,
            left_kind=_kind(kind),
            right_kind=_kind(other),
        )
        said = f"{link.left_kind} {link.left_key} 与{link.right_kind} {link.right_key}"
    show(f"已{decision}：{said}")


def _kind(text: str | None) -> "MatterKind | None":
    from powerctl.terms import MatterKind

    if text is None:
        return None
    for kind in MatterKind:
        if kind == text.strip():
            return kind
    known = "、".join(kind.value for kind in MatterKind)
    raise Refused(f"没有“{text}”这种事项；可以写：{known}", hint="powerctl match link --help")


def _inside(db: "Session", unit: str | None) -> list[int] | None:
    if unit is None:
        return None
    from powerctl.areas.organization.units import find_unit
    from powerctl.limits.stored import read_parents
    from powerctl.limits.values import above

    home = find_unit(db, unit).id
    parents = read_parents(db)
    return [number for number in parents if home in above(number, parents)]


def _pair(matter: "Matter", pair: "Pair") -> tuple[Any, ...]:
    item = pair.item
    why = "；".join(pair.likeness.why)
    points = pair.likeness.points
    return (
        matter.kind.value,
        matter.side.key,
        _about(matter),
        item.side.key,
        item.title,
        points,
        why,
        pair.state,
    )


def _alone(matter: "Matter") -> tuple[Any, ...]:
    return (matter.kind.value, matter.side.key, _about(matter), "", "", None, _NONE_NEAR, "")


def _about(matter: "Matter") -> str:
    from powerctl.terms.sums import yuan

    day = matter.side.day or "日期未登记"
    amount = f" {yuan(matter.side.amount_fen)}" if matter.side.amount_fen is not None else ""
    return f"{day}{amount} {matter.subject}"


def _counted(found: "Omissions") -> str:
    certain, unknown = len(found.certain), len(found.open)
    alike = len(found.certain_pairs)
    return f"能够断定 {certain} 项，无法判断 {unknown} 项；另有 {alike} 项与会议议程高度吻合，请核对后关联"


add_list(app, "matter_link", "已经登记的核对结论")
add_show(app, "matter_link", "核对结论")
