"""领导干部个人权力清单: one card a leader, to sign (R-XZ-04)."""

from sqlmodel import Session

from powerctl.areas.registry.held_powers import Leader, leaders
from powerctl.errors import Refused
from powerctl.limits.in_force import put_in_force
from powerctl.reports.blocks import Block, Heading, Meta, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.dates import chinese_day
from powerctl.reports.order import Order, scope
from powerctl.terms import DutyArea

_DIRECT = {True: "直接分管", False: "不直接分管", None: "是否直接分管未注明"}
_SIGNATURES = ("本人签字", "单位主要负责人签字", "纪检监察组织审核")


def build(session: Session, order: Order) -> Report:
    """The cards of a unit's leaders, or of one of them (`order.person`).

    The card is for the person who signs it: the name stands in full, unlike on a posted page.
    Raises Refused without a unit, for a unit without leaders, and for a name that none of them has.
    """
    if order.unit is None:
        raise Refused(
            "领导干部个人权力清单按单位出具，没有指明单位",
            hint="powerctl report make 领导干部个人权力清单 --unit 单位",
        )
    where = scope(session, order)
    put_in_force(session, order.as_of, ())
    everyone = leaders(session, where.unit_ids)
    chosen = [leader for leader in everyone if _is_meant(leader, order.person)]
    if not chosen:
        raise _nobody(where.name, order, everyone)
    meta = Meta(
        name="card",
        title=f"{where.name}{chosen[0].name if order.person else '领导干部'}个人权力清单",
        unit=where.name,
        period="现任",
        as_of=order.as_of,
        generated=order.generated,
        number=f"GRQL-{where.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
    )
    blocks: list[Block] = []
    for leader in chosen:
        blocks += _card(leader, where.names[leader.unit_id], order)
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _is_meant(leader: Leader, person: str | None) -> bool:
    if person is None:
        return True
    name, _, number = person.strip().partition("#")
    return leader.name == name.strip() and (not number or leader.number == number.strip())


def _nobody(unit: str, order: Order, everyone: list[Leader]) -> Refused:
    day = order.as_of.isoformat()
    if not everyone:
        return Refused(
            f"{unit}截至 {day} 没有登记在任的“一把手”或班子成员",
            hint="powerctl import 单位人员职务.xlsx",
        )
    names = "、".join(dict.fromkeys(leader.name for leader in everyone))
    return Refused(
        f"{unit}截至 {day} 的班子成员中没有“{order.person}”，有：{names}",
        hint=f"powerctl power card {everyone[0].name} --unit {order.unit}",
    )


def _card(leader: Leader, unit: str, order: Order) -> list[Block]:
    posts = "、".join(dict.fromkeys(title for title, _ in leader.posts))
    blocks: list[Block] = [
        Title(("领导干部个人权力清单",)),
        Table("", ("项目", "内容"), (20, 80), _particulars(leader, unit, posts)),
        Heading("一、行使的权力"),
    ]
    if leader.powers:
        rows = tuple(
            (
                str(number),
                power.name + (f"\n（{power.sub_item}）" if power.sub_item else ""),
                power.category.value if power.category else power.category_written or "未注明",
                "、".join(roles),
                power.remit or "未注明",
            )
            for number, (power, roles) in enumerate(leader.powers, start=1)
        )
        headings = ("序号", "权力事项", "类别", "本人角色", "用权边界")
        blocks.append(Table("", headings, (7, 37, 14, 14, 28), rows))
    else:
        blocks.append(
            Paragraph(
                f"截至{chinese_day(order.as_of)}，没有权力事项登记到本人所任职务（{posts}）；"
                "权力主体或决策、执行、监督岗位未登记的事项不在此列。"
            )
        )
    blocks += [
        Heading("二、签字确认"),
        Paragraph("以上所列为本人现任职务依清单行使的权力。本人确认清单属实，按清单用权，接受监督。"),
        Table("", ("签字人", "签字", "日期"), (34, 40, 26), tuple((who, "", "") for who in _SIGNATURES)),
        Sign(unit, order.as_of),
    ]
    return blocks


def _particulars(leader: Leader, unit: str, posts: str) -> tuple[tuple[str, str], ...]:
    duties = "\n".join(f"{area}（{_DIRECT[direct]}）" for area, direct in leader.duties) or "未登记分工"
    five = [area for area in DutyArea if area is not DutyArea.OTHER]
    direct = [area.value for area in five if (area.value, True) in leader.duties]
    level = "“一把手”" if leader.is_head else "班子成员"
    rows = [("姓名", leader.name), ("单位", unit), ("职务", posts), ("权力主体层级", level), ("分工", duties)]
    if leader.is_head:
        said = f"直接分管了{'、'.join(direct)}，应当调整" if direct else "没有登记直接分管五项工作"
        rows.append(("五个不直接分管", said))
    return tuple(rows)
