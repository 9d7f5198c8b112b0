"""单位五步进度: each unit's progress through 清权, 确权, 亮权, 制权, 督权, computed (R-XZ-18)."""

from sqlmodel import Session

from powerctl.errors import Refused
from powerctl.reports.blocks import Block, Heading, Meta, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.order import Order, scope
from powerctl.rulebook.catalogue import find_rule
from powerctl.rulebook.five_steps import STEPS, Progress, Step, progress
from powerctl.rulebook.standings import Standing, together


def build(session: Session, order: Order) -> Report:
    """The table of a unit or the county. Raises Refused where no unit has anything to look at."""
    where = scope(session, order)
    found = progress(session, as_of=order.as_of, unit_code=None if where.county else where.code)
    if not found:
        raise Refused(
            f"{where.name}还没有登记权力、风险点或职务，算不出五步进度",
            hint="powerctl import 权责清单.xlsx",
        )
    meta = Meta(
        name="steps",
        title=f"{where.name}单位五步进度表",
        unit=where.name,
        period="截至当日",
        as_of=order.as_of,
        generated=order.generated,
        number=f"WBJD-{where.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
        paper="A3 landscape",
    )
    units = sorted(found, key=lambda unit: where.names[unit])
    blocks: list[Block] = [
        Title((f"{where.name}单位五步进度表",)),
        Paragraph(
            "进度由规则逐项检查得出，不由人填。● 完成：检查到的全部通过；◐ 进行中：还有问题；"
            "？ 无法判断：没有发现问题，但有的数据没有登记；－ 没有可检查的数据。"
            "括号内为通过数和检查数，经批准不计的不算问题。"
            "亮权一步看公示要素和制度汇编是否齐全，不等于已经张贴。"
        ),
        Heading("一、各单位进度"),
        _overview(units, found, where.names),
        Heading("二、未完成的内容"),
        _open_rules(units, found, where.names),
        Sign(where.name, order.as_of),
    ]
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _state(standing: Standing) -> str:
    if not standing.examined:
        return "－ 没有数据"
    counted = f"（{standing.passed}/{standing.examined}）"
    if standing.is_done:
        return f"● 完成{counted}"
    if standing.findings:
        return f"◐ 进行中{counted}\n问题 {standing.findings}，无法判断 {standing.unknown}"
    return f"？ 无法判断 {standing.unknown}{counted}"


def _overview(units: list[int], found: Progress, names: dict[int, str]) -> Table:
    rows = []
    for unit in units:
        standings = [together(found[unit].get(step, {})) for step in Step]
        done = sum(standing.is_done for standing in standings)
        rows.append((names[unit], *(_state(standing) for standing in standings), f"{done}/{len(Step)}"))
    headings = ("单位", *(step.value for step in Step), "完成步数")
    return Table("", headings, (18, 15, 15, 15, 15, 15, 7), tuple(rows))


def _open_rules(units: list[int], found: Progress, names: dict[int, str]) -> Table:
    rows = []
    for unit in units:
        for step, codes in STEPS.items():
            for code in codes:
                standing = found[unit].get(step, {}).get(code)
                if standing is None or standing.is_done:
                    continue
                rows.append(
                    (
                        names[unit],
                        step.value,
                        f"{code} {find_rule(code).title}",
                        str(standing.examined),
                        str(standing.findings),
                        str(standing.unknown),
                    )
                )
    headings = ("单位", "步骤", "规则", "检查", "问题", "无法判断")
    return Table("", headings, (20, 8, 48, 8, 8, 8), tuple(rows))
