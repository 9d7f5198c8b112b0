"""ledger, undo, batch: the tamper-evident list of changes, and taking one back."""

import contextlib
from pathlib import Path
from typing import Annotated

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area, single
from powerctl.cli.listing import MOST_LISTED
from powerctl.cli.naming import known_unit
from powerctl.cli.output import (
    Format,
    FormatOption,
    local_time,
    print_json,
    print_rows,
    show,
)
from powerctl.errors import IntegrityFailure, Refused

app = area("台账防篡改链：查看、核验、留证")
undo = single()
Entry = Annotated[int | None, typer.Argument(help="操作编号；不写则列出最近的操作", metavar="编号")]


@app.command("log", cls=Command, help="列出谁在何时做了什么；写编号则看这次操作逐条改了什么。")
def _log(
    entry: Entry = None,
    unit: Annotated[str | None, typer.Option("--unit", "-u", help="只看涉及该单位的", metavar="单位")] = None,
    table: Annotated[
        str | None, typer.Option("--table", help="只看某种记录，如 权力事项", metavar="记录")
    ] = None,
    command: Annotated[
        str | None, typer.Option("--command", help="只看某个命令，如 import", metavar="命令")
    ] = None,
    actor: Annotated[str | None, typer.Option("--by", help="只看某人的操作", metavar="姓名")] = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, max=MOST_LISTED, help="最多几条", metavar="条数")
    ] = 50,
    form: FormatOption = Format.TABLE,
) -> None:
    from powerctl.store.ledger import changes_of, log

    with session.viewing() as db:
        if entry is not None:
            lines = changes_of(db, entry, limit=None)
            rows = [
                (line.sort, line.title, line.label, heading, before, after)
                for line in lines
                for heading, before, after in line.fields
            ]
            print_rows(
                ("change", "table", "record", "field", "before", "after"),
                ("变化", "记录", "名称", "栏目", "原来", "现在"),
                rows,
                form,
                title=f"第 {entry} 号操作",
            )
            return
        entries = log(
            db,
            unit=known_unit(db, unit) if unit is not None else None,
            table=table,
            command=command,
            actor=actor,
            limit=limit,
        )
    # The ledger's clock is UTC; a clerk reads the wall clock of the place.
    told = str if form is Format.JSON else local_time
    print_rows(
        ("entry", "at", "actor", "command", "kind", "changes", "undone_by", "head_code"),
        ("编号", "时间", "操作人", "命令", "性质", "内容", "已由撤回", "首码"),
        [(e.seq, told(e.at), e.actor, e.command, e.sort, e.summary, e.undone_by, e.code) for e in entries],
        form,
        empty="台账还没有内容",
    )


@app.command("verify", cls=Command, help="核验台账是否被改动；可对照张贴件上的首码。发现问题时退出状态为 4。")
def _verify(
    anchor: Annotated[
        list[str] | None, typer.Option("--anchor", help="留存的首码（26 位），可写多个", metavar="首码")
    ] = None,
    anchors: Annotated[
        Path | None, typer.Option("--anchors", help="留存首码的文件，每行一个", metavar="文件")
    ] = None,
    fast: Annotated[bool, typer.Option("--fast", help="只核验链和表结构，不逐条核对记录")] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    from powerctl.store.verify import verify

    codes = list(anchor or [])
    if anchors is not None:
        codes += [
            line.split()[0]
            for line in anchors.read_text(encoding="utf-8-sig", errors="replace").splitlines()
            if line.strip()
        ]
    troubles = verify(session.db_path(), codes, fast=fast)
    if form is Format.JSON:
        print_json([{"code": trouble.code, "message": str(trouble)} for trouble in troubles])
    else:
        for trouble in troubles:
            print(trouble)
    if troubles:
        raise IntegrityFailure(
            f"{session.db_path()} 核验发现 {len(troubles)} 处问题",
            hint="powerctl ledger log；查明后 powerctl ledger acknowledge 确认，或 powerctl restore 恢复",
        )
    if form is not Format.JSON:
        show("核验通过：台账完整，记录与台账一致" + (f"，{len(codes)} 个首码相符" if codes else ""))


@app.command("anchor", cls=Command, help="显示台账当前首码，并登记交给谁保存或印在哪份文件上。")
def _anchor(
    place: Annotated[str, typer.Argument(help="保存处，如 市纪委案管室、公示编号", metavar="保存处")],
    note: Annotated[str | None, typer.Option("--note", help="备注", metavar="文字")] = None,
    out: Annotated[Path | None, typer.Option("--output", "-o", help="同时记入文件", metavar="文件")] = None,
) -> None:
    from powerctl.store.anchor import record_anchor

    # The file is opened first: what cannot be written down there is not recorded here either.
    with out.open("a", encoding="utf-8") if out else contextlib.nullcontext() as stream:
        code = record_anchor(session.db_path(), session.actor(), place, note)
        if stream is not None:
            stream.write(f"{code} {session.now():%Y-%m-%d %H:%M} {place}\n")
    show(f"首码 {code}，已登记存放于：{place}")
    show(f"日后核对：powerctl ledger verify --anchor {code}")


@app.command("anchors", cls=Command, help="列出登记过的首码。")
def _anchors(form: FormatOption = Format.TABLE) -> None:
    from powerctl.store.anchor import anchors

    with session.viewing() as db:
        found = anchors(db)
    print_rows(
        ("id", "code", "entry", "place", "note"),
        ("编号", "首码", "操作编号", "保存处", "备注"),
        [(a.id, a.code, a.entry, a.place, a.note) for a in found],
        form,
        empty="还没有登记首码",
    )


@app.command("acknowledge", cls=Command, help="确认其他程序所作的改动（写明理由）；改动仍留在台账中。")
def _acknowledge(
    reason: Annotated[str, typer.Option("--reason", help="理由", metavar="文字")],
    entry: Annotated[int | None, typer.Option("--entry", help="只确认这一号", metavar="编号")] = None,
) -> None:
    from powerctl.store.ledger import acknowledge

    show(acknowledge(session.db_path(), session.actor(), reason, entry=entry))


@app.command("redact", cls=Command, help="依法删除一条记录中的个人信息，连同台账里的旧值；此事本身记入台账。")
def _redact(
    table: Annotated[str, typer.Argument(help="哪种记录，如 人员、廉政风险点", metavar="记录")],
    number: Annotated[int, typer.Argument(help="记录编号", metavar="编号")],
    reason: Annotated[str, typer.Option("--reason", help="理由和依据，不写个人信息", metavar="文字")],
) -> None:
    from powerctl.store.ledger import table_named
    from powerctl.store.redact import redact

    show(str(redact(session.db_path(), session.actor(), table_named(table), number, reason, clear=True)))


@undo.command(
    "undo", cls=Command, help="撤回上一次操作（或一个导入批次、指定的一号操作）；撤回本身也记入台账。"
)
def _undo(
    batch: Annotated[int | None, typer.Option("--batch", help="撤回这一批导入", metavar="批次")] = None,
    entry: Annotated[int | None, typer.Option("--entry", help="撤回这一号操作", metavar="编号")] = None,
    redo: Annotated[bool, typer.Option("--redo", help="重做最近一次撤回的操作")] = False,
) -> None:
    from powerctl.store import undo as taking_back

    if redo and (batch is not None or entry is not None):
        raise Refused("--redo 不与 --batch、--entry 同用", hint="powerctl undo --redo")
    if redo:
        show(taking_back.redo(session.db_path(), session.actor(), now=session.now()))
        return
    show(taking_back.undo(session.db_path(), session.actor(), batch=batch, entry=entry, now=session.now()))
