"""spend split: groups of payments that may be one payment, each with the question to ask."""

from typing import Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command
from powerctl.cli.listing import UnitFilter
from powerctl.cli.naming import known_unit
from powerctl.cli.output import Format, FormatOption, print_rows, to_terminal, warn
from powerctl.terms.sums import plain

_KEYS = (
    *("unit", "signal", "about", "begins", "ends", "payments", "total", "bound", "signs"),
    *("weight", "question", "members"),
)
_HEADINGS = (
    *("单位", "线索", "对象", "起", "止", "笔数", "合计（元）", "限额（元）", "迹象"),
    *("程度", "要问的问题", "各笔支出"),
)


def add_split(app: typer.Typer) -> None:
    """Give the group of payments its `split`."""

    @app.command(
        "split",
        cls=Command,
        help="列出疑似拆分的支出（化整为零），写明线索、数字和要问的问题；只是请作说明，不是认定违规。"
        "登记了周期性、合同、公共资源交易的不算在内。",
    )
    def _split(
        unit: UnitFilter = None,
        weak: Annotated[bool, typer.Option("--weak", help="迹象较弱的、笔数太少不足以判断的也列出")] = False,
        members: Annotated[bool, typer.Option("--members", help="列出各笔支出的编号")] = False,
        form: FormatOption = Format.TABLE,
    ) -> None:
        from powerctl.areas.finance.split_groups import find_groups
        from powerctl.rulebook.scope import put_scope

        code = None
        if unit:
            with session.viewing() as view:
                code = known_unit(view, unit)
        with session.reading() as db:
            scope = put_scope(db, code)
            units = scope.units if code else None
            found = find_groups(db, session.today(), units=units, weak=weak)
        shown = len(_KEYS) if members or form is Format.JSON else len(_KEYS) - 1
        rows = [_row(one)[:shown] for one in found]
        print_rows(
            _KEYS[:shown],
            _HEADINGS[:shown],
            rows,
            form,
            title="疑似拆分的支出" if to_terminal() else "",
            empty="没有发现疑似拆分的支出；能否判断，见 powerctl check --select FIN020",
        )
        if form is Format.TABLE and found:
            warn(f"共 {len(found)} 组，请逐组要求说明；有批准文件的办理情况说明：powerctl waive")


def _row(one: Any) -> list[Any]:
    return [
        *(one.unit, one.signal, one.about, one.begins, one.ends, one.payments),
        *("" if one.total is None else plain(one.total), plain(one.bound)),
        *("、".join(one.signs), one.weight, one.question, "、".join(one.members)),
    ]
