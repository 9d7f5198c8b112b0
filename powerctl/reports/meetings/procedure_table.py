"""各单位议事规范情况: how each unit's meetings keep the rules, counted from what the rules answer.

R-XZ-07 … R-XZ-10. A cell says passed of examined; what cannot be told is not passed.
"""

from collections.abc import Iterator, Sequence

from sqlmodel import Session

from powerctl.areas.meetings.sitting import meetings_until, undated
from powerctl.errors import Refused
from powerctl.reports.blocks import Block, Heading, Meta, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.counted import by_value, with_parts
from powerctl.reports.dates import chinese_day
from powerctl.reports.order import Order, Scope, scope
from powerctl.rulebook.catalogue import RULES
from powerctl.rulebook.rule import Rule
from powerctl.rulebook.standings import Standing, standings, together

_TITLE = "各单位议事规范情况"
GROUPS: dict[str, tuple[str, ...]] = {
    "规则和目录": ("REG019", "REG020", "MTG001"),
    "议题准备": ("MTG006", "MTG007", "MTG008", "MTG018", "MTG019", "MTG020", "MTG034", "MTG035"),
    "会前告知": ("MTG004", "MTG005", "MTG015"),
    "到会和列席": ("MTG010", "MTG011", "MTG021", "MTG022"),
    "讨论": ("MTG009", "MTG012", "MTG013", "MTG014", "MTG016", "MTG017", "MTG033"),
    "表决": tuple(f"VOTE{number:03}" for number in range(1, 18)),
    "记录和纪要": tuple(f"MTG{number:03}" for number in (*range(23, 29), 36, 37)),
    "上报和落实": ("MTG029", "MTG030", "MTG031", "MTG032"),
}
"""Which rules stand in which column; a rule on meetings that is named in none stands under 其他."""
_OTHER = "其他"
Answers = dict[str, dict[int, Standing]]


def build(session: Session, order: Order) -> Report:
    """The table of a unit and those below it, or of the county. Raises Refused where there is no meeting,
    catalogue or rule of procedure to look at."""
    where = scope(session, order)
    groups = _groups()
    rules = [rule for some in groups.values() for rule in some]
    answers = standings(session, rules, as_of=order.as_of, unit_code=None if where.county else where.code)
    units = sorted({unit for counted in answers.values() for unit in counted}, key=lambda u: where.names[u])
    if not units:
        raise Refused(f"{where.name}还没有登记会议，出不了{_TITLE}", hint="powerctl meeting new")
    title = f"{where.name}{_TITLE}" if where.county else f"{where.name}议事规范情况"
    meta = Meta(
        name="meeting-rules",
        title=title,
        unit=where.name,
        period="全部会议",
        as_of=order.as_of,
        generated=order.generated,
        number=f"YSGF-{where.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
        paper="A3 landscape",
    )
    blocks: list[Block] = [
        Title((title,)),
        Paragraph(
            "由规则逐项检查全部会议得出，不由人填。每格为通过数和检查数；"
            "▲ 有问题，？ 有无法判断的（数据没有登记），● 全部通过，－ 没有可检查的数据。"
            "经批准不计的不算问题。会议按召开当日的规定判断。"
        ),
        *_counted(session, where, order, units, groups, answers),
        Heading("一、各单位情况"),
        _overview(units, groups, answers, where.names),
        Heading("二、有问题或无法判断的规则"),
        _open_rules(units, rules, answers, where.names),
        Sign(where.name, order.as_of),
    ]
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _groups() -> dict[str, list[Rule]]:
    group_of = {code: name for name, codes in GROUPS.items() for code in codes}
    found: dict[str, list[Rule]] = {name: [] for name in (*GROUPS, _OTHER)}
    for rule in RULES:
        if rule.code in group_of or rule.code.startswith(("MTG", "VOTE")):
            found[group_of.get(rule.code, _OTHER)].append(rule)
    return {name: rules for name, rules in found.items() if rules}


def _of(rules: Sequence[Rule], answers: Answers, unit: int) -> Standing:
    return together({rule.code: answers[rule.code][unit] for rule in rules if unit in answers[rule.code]})


def _over(rules: Sequence[Rule], answers: Answers, units: Sequence[int]) -> Standing:
    """What the rules said of several units, added up."""
    return together({str(unit): _of(rules, answers, unit) for unit in units})


def _counted(
    session: Session,
    where: Scope,
    order: Order,
    units: Sequence[int],
    groups: dict[str, list[Rule]],
    answers: Answers,
) -> Iterator[Block]:
    """What was looked at, and what the answers come to."""
    held = meetings_until(session, where.unit_ids, order.as_of)
    without_day = undated(session, where.unit_ids)
    bodies = with_parts(len(held), "次", by_value(one.body for one in held))
    silent = len(where.unit_ids) - len({one.unit_id for one in held} & set(where.unit_ids))
    said = f"截至{chinese_day(order.as_of)}，召开会议 {bodies}。"
    if without_day:
        said += f"另有 {without_day} 次会议没有登记召开日期，也一并检查，与日期有关的无法判断。"
    yield Paragraph(said + f"{len(where.unit_ids)} 个单位中，没有会议记录的 {silent} 个。")
    whole = _over([rule for rules in groups.values() for rule in rules], answers, units)
    parts = {
        "通过": whole.passed,
        "有问题": whole.findings,
        "无法判断": whole.unknown,
        "经批准不计": whole.waived,
    }
    yield Paragraph(f"共检查 {with_parts(whole.examined, '项', parts)}。")


def _cell(standing: Standing) -> str:
    if not standing.examined:
        return "－"
    mark = "▲" if standing.findings else "？" if standing.unknown else "●"
    more = [f"问题 {standing.findings}"] if standing.findings else []
    more += [f"无法判断 {standing.unknown}"] if standing.unknown else []
    return f"{mark} {standing.passed}/{standing.examined}" + ("\n" + "\n".join(more) if more else "")


def _overview(
    units: Sequence[int], groups: dict[str, list[Rule]], answers: Answers, names: dict[int, str]
) -> Table:
    every = [rule for rules in groups.values() for rule in rules]
    rows = tuple(
        (
            names[unit],
            *(_cell(_of(rules, answers, unit)) for rules in groups.values()),
            _cell(_of(every, answers, unit)),
        )
        for unit in units
    )
    if len(units) > 1:
        whole = [_over(rules, answers, units) for rules in (*groups.values(), every)]
        rows += (("合计", *(_cell(one) for one in whole)),)
    widths = (20, *([10] * len(groups)), 10)
    return Table("", ("单位", *groups, "合计"), widths, rows)


def _open_rules(
    units: Sequence[int], rules: Sequence[Rule], answers: Answers, names: dict[int, str]
) -> Block:
    rows = []
    for unit in units:
        for rule in rules:
            standing = answers[rule.code].get(unit)
            if standing is None or standing.is_done or not (standing.findings or standing.unknown):
                continue
            numbers = (standing.examined, standing.findings, standing.unknown)
            rows.append((names[unit], f"{rule.code} {rule.title}", *(str(number) for number in numbers)))
    if not rows:
        return Paragraph("无。")
    return Table("", ("单位", "规则", "检查", "问题", "无法判断"), (22, 50, 9, 9, 10), tuple(rows))
