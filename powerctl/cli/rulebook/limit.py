"""limit: the dated, cited numbers, and the county's own over them."""

from typing import Annotated

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.output import Format, FormatOption, print_json, print_record, print_rows, show, warn
from powerctl.errors import Refused

app = area("限额：查询与设定")
Name = Annotated[str, typer.Argument(help="限额名称，如 meeting.notice_days", metavar="限额")]
UnitOption = Annotated[
    str | None, typer.Option("--unit", "-u", help="单位代码或名称；不写为全县", metavar="单位")
]


@app.command("list", cls=Command, help="列出全部限额在某一天的数值和依据。")
def _list(
    unit: UnitOption = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="哪一天", metavar="日期")] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    from powerctl.limits.values import above, all_limits

    day = session.parse_day(as_of) or session.today()
    if session.db_path().exists():
        from powerctl.limits.stored import read_overrides, read_parents

        with session.reading() as db:
            chain = above(_unit_id(db, unit), read_parents(db))
            limits = all_limits(day, read_overrides(db), chain)
    else:
        limits = all_limits(day)
    print_rows(
        ("name", "value", "from", "cites", "origin", "note"),
        ("限额", "数值", "起日", "依据", "出处", "说明"),
        [(x.name, x.words, x.valid_from, x.cites, x.origin, x.note) for x in limits],
        form,
        title=f"限额（{day}）",
    )


@app.command("show", cls=Command, help="查看一个限额：现值、依据、下限和历次设定。")
def _show(name: Name, unit: UnitOption = None, form: FormatOption = Format.TABLE) -> None:
    from powerctl.limits.stored import limit_value, read_overrides
    from powerctl.limits.values import find_limit

    _needed(name)
    declared = find_limit(name)
    with session.reading() as db:
        limit = limit_value(db, name, session.today(), _unit_id(db, unit))
        overrides = read_overrides(db, name)
    if form is Format.JSON:
        print_json(
            {
                "name": limit.name,
                "note": limit.note,
                "value": limit.words,
                "cites": limit.cites,
                "from": limit.valid_from,
                "origin": limit.origin,
                "beyond_floor": limit.beyond_floor,
                "shipped": [
                    {
                        "from": dated.valid_from,
                        "value": declared.words_of(dated.quantity),
                        "cites": dated.source.words,
                    }
                    for dated in declared.values
                ],
                "set": [
                    {"from": own.valid_from, "unit": own.unit_id, "value": own.value, "cites": own.cites}
                    for own in overrides
                ],
            }
        )
        return
    values = [
        ("限额", limit.name),
        ("说明", limit.note),
        ("数值", limit.words),
        ("依据", limit.cites),
        ("起日", limit.valid_from or ""),
        ("出处", limit.origin),
    ]
    if limit.beyond_floor:
        values.append(("提醒", limit.beyond_floor))
    values += [
        (f"{dated.valid_from} 起", f"{declared.words_of(dated.quantity)}（{dated.source.words}）")
        for dated in declared.values
    ]
    values += [(f"{own.valid_from} 起（本地设定）", f"{own.value}（{own.cites}）") for own in overrides]
    print_record(name, values, form)


@app.command("set", cls=Command, help="从某一天起设定一个限额，须写明依据文件；可只对一个单位。")
def _set(
    name: Name,
    value: Annotated[str, typer.Argument(help="数值；金额按元填写，比例如 2/3", metavar="数值")],
    start: Annotated[str, typer.Option("--from", help="从哪一天起", metavar="日期")],
    cites: Annotated[str, typer.Option("--cites", help="依据文件及文号", metavar="文件")],
    unit: UnitOption = None,
    note: Annotated[str | None, typer.Option("--note", help="备注", metavar="文字")] = None,
) -> None:
    from powerctl.limits.overrides import set_limit, what_is_set
    from powerctl.limits.stored import limit_value

    _needed(name)
    day = session.needed_day(start)
    with session.writing(f"limit set {name}") as db:
        unit_id = _unit_id(db, unit)
        was_set, before = what_is_set(db, name, day, unit_id), limit_value(db, name, day, unit_id)
        limit = set_limit(db, name, value, day, cites, unit_id, note)
        unchanged = was_set == what_is_set(db, name, day, unit_id)
        words, beyond = limit.words, limit.beyond_floor
    if unchanged:
        show(f"没有变化，未写入：{name} 自 {day} 起已设为 {words}（{limit.cites}）")
    else:
        earlier = f"，原为 {before.words}" if before.words != words else ""
        show(f"已设定：{name} 自 {day} 起为 {words}（{cites}）{earlier}")
    if beyond:
        warn(f"提醒：{beyond}")


@app.command("unset", cls=Command, help="取消某一天的一项本地设定，恢复原值。")
def _unset(
    name: Name,
    start: Annotated[str, typer.Option("--from", help="设定的起日", metavar="日期")],
    unit: UnitOption = None,
) -> None:
    from powerctl.limits.overrides import remove_limit

    _needed(name)
    day = session.needed_day(start)
    with session.writing(f"limit unset {name}") as db:
        words = remove_limit(db, name, day, _unit_id(db, unit)).words
    show(f"已取消：{name} {day} 的本地设定，现为 {words}")


def _needed(name: str) -> None:
    if not name.strip():
        raise Refused("没有写明是哪个限额", hint="powerctl limit list")


def _unit_id(db: object, unit: str | None) -> int | None:
    if unit is None:
        return None
    from sqlmodel import Session

    from powerctl.areas.organization.units import find_unit

    assert isinstance(db, Session)
    return find_unit(db, unit).id
