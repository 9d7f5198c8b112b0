"""list and show, the same for every noun: straight from the file's views."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command
from powerctl.cli.naming import known_unit, number_of
from powerctl.cli.output import Format, FormatOption, print_json, print_record, print_rows, to_terminal, warn

if TYPE_CHECKING:
    from powerctl.store.views import ViewColumn

Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where", "-w", help="筛选条件，如 权力类别=行政许可、事项名称~备案；可写多个", metavar="条件"
    ),
]
Sort = Annotated[
    list[str] | None, typer.Option("--sort", "-s", help="按哪一列排序，前加 - 为倒序；可写多个", metavar="列")
]
MOST_LISTED = 1_000_000
Limit = Annotated[
    int | None, typer.Option("--limit", "-n", min=1, max=MOST_LISTED, help="最多显示几条", metavar="条数")
]
Columns = Annotated[
    str | None, typer.Option("--columns", "-c", help="显示哪些列，用逗号分开；all 为全部列", metavar="列")
]
UnitFilter = Annotated[str | None, typer.Option("--unit", "-u", help="只看该单位及其下级", metavar="单位")]


def add_list(
    app: typer.Typer, name: str, what: str, *, by_unit: str | None = "unit_code", verb: str = "list"
) -> None:
    """Give a group its `list` (or another `verb`): the view `name`, filtered, sorted, in every format."""

    def run(
        unit: str | None,
        where: list[str] | None,
        sort: list[str] | None,
        limit: int | None,
        columns: str | None,
        form: Format,
    ) -> None:
        from powerctl.store.views import VIEWS, Condition, chosen_columns, count, read_condition, rows

        view = VIEWS[name]
        conditions = [read_condition(text) for text in where or []]
        names = [column.key for column in view.columns] if columns == "all" else _split(columns)
        chosen = chosen_columns(view, names)
        with session.viewing() as db:
            if unit and by_unit:
                conditions.append(Condition(by_unit, "within", known_unit(db, unit)))
            found = rows(db, view, where=conditions, order=sort or (), limit=limit, columns=names)
            total = count(db, view, conditions) if limit is not None and len(found) == limit else len(found)
        print_rows(
            [column.key for column in chosen],
            [column.heading for column in chosen],
            found if form is Format.JSON else in_words(name, chosen, found),
            form,
            title=view.title if to_terminal() else "",
            empty=f"没有符合条件的{view.title}",
        )
        if form is Format.TABLE and found:
            warn(f"共 {total} 条" + (f"，显示前 {len(found)} 条" if total > len(found) else ""))

    if by_unit:

        @app.command(verb, cls=Command, help=f"列出{what}。")
        def _list(
            unit: UnitFilter = None,
            where: Where = None,
            sort: Sort = None,
            limit: Limit = None,
            columns: Columns = None,
            form: FormatOption = Format.TABLE,
        ) -> None:
            run(unit, where, sort, limit, columns, form)
    else:

        @app.command(verb, cls=Command, help=f"列出{what}。")
        def _list_all(
            where: Where = None,
            sort: Sort = None,
            limit: Limit = None,
            columns: Columns = None,
            form: FormatOption = Format.TABLE,
        ) -> None:
            run(None, where, sort, limit, columns, form)


def add_show(app: typer.Typer, name: str, what: str) -> None:
    """Give a group its `show`: one record with everything that belongs to it."""

    @app.command("show", cls=Command, help=f"查看一条{what}及其关联内容。")
    def _show(
        key: Annotated[str, typer.Argument(help="编号、代码或名称", metavar="编号或名称")],
        unit: UnitFilter = None,
        form: FormatOption = Format.TABLE,
    ) -> None:
        from powerctl.store.views import VIEWS, one

        view = VIEWS[name]
        with session.viewing() as db:
            record = one(db, view, number_of(db, view, key, unit))
        if form is Format.JSON:
            data: dict[str, Any] = {column.key: value for column, value in record.values}
            for group in record.belongings:
                keys = [column.key for column in group.columns]
                data[group.key] = [dict(zip(keys, row, strict=True)) for row in group.rows]
            print_json(data)
            return
        columns, values = zip(*record.values, strict=True)
        worded = zip(columns, in_words(name, columns, [values])[0], strict=True)
        filled = [(column.heading, value) for column, value in worded if value not in (None, "")]
        print_record(view.title, filled, form)
        for group in record.belongings:
            print_rows(
                [column.key for column in group.columns],
                [column.heading for column in group.columns],
                in_words(group.view.name, group.columns, group.rows),
                form,
                title=f"{group.title}（{group.total}）",
            )


def in_words(
    view: str, columns: "Sequence[ViewColumn]", rows: "Sequence[Sequence[Any]]"
) -> "Sequence[Sequence[Any]]":
    """Rows as a clerk reads them: the kind of a workbook by its title, notes after the event.

    JSON keeps what the file holds.
    """
    if view != "import_batch":
        return rows
    from powerctl.cli.workbooks.understood import done
    from powerctl.sheets.kinds import WORKBOOK_KINDS

    said = {"kind": lambda kind: WORKBOOK_KINDS.get(kind, kind), "notes": done}
    return [
        [
            said[column.key](value) if column.key in said and value else value
            for column, value in zip(columns, row, strict=True)
        ]
        for row in rows
    ]


def _split(columns: str | None) -> list[str] | None:
    if columns is None:
        return None
    names = columns.replace("，", ",").replace("、", ",").split(",")
    return [name.strip() for name in names if name.strip()] or None
