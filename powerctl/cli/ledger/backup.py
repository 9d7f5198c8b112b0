"""backup, restore, upgrade, doctor: keeping the county file."""

from pathlib import Path
from typing import Annotated, Any

import typer

from powerctl import __version__
from powerctl.cli import session
from powerctl.cli.chinese import Command, Group, single
from powerctl.cli.output import Format, FormatOption, print_rows, show, warn
from powerctl.errors import IntegrityFailure, Refused

_NAME = "backups"
Folder = Annotated[
    Path | None,
    typer.Option("--folder", help=f"备份文件夹；不写为数据文件旁的 {_NAME}", metavar="文件夹"),
]

backup = typer.Typer(
    cls=Group,
    help="备份数据文件：先核验再命名，旧备份按日、周、月留存；list 列出备份。",
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
)
restore = single()
upgrade = single()
doctor = single()


@backup.callback()
def _backup(
    context: typer.Context,
    folder: Folder = None,
    keep_all: Annotated[bool, typer.Option("--keep-all", help="不清理过期的旧备份")] = False,
) -> None:
    if context.invoked_subcommand is not None:
        return
    from powerctl.store.backup import backup as make_backup
    from powerctl.store.backup import megabytes
    from powerctl.store.backup_list import prune

    place = _folder(folder)
    line = make_backup(session.db_path(), place, now=session.now(), actor=session.actor())
    show(f"已备份并核验 {place / line.file}（{megabytes(line.size)} MB，首码 {line.head_code}）")
    gone = [] if keep_all else prune(place, newest=line, now=session.now())
    if gone:
        show(f"已清理过期的旧备份 {len(gone)} 份")
    show("请另存一份到移动硬盘，防止本机磁盘损坏")


@backup.command("list", cls=Command, help="列出备份。")
def _list(folder: Folder = None, form: FormatOption = Format.TABLE) -> None:
    from powerctl.store.backup_list import kept_backups

    place = _folder(folder)
    lines = kept_backups(place, session.db_path().name)
    print_rows(
        ("file", "made_at", "actor", "reason", "size", "head_code", "revision"),
        ("文件", "时间", "操作人", "原因", "字节", "首码", "版本"),
        [
            (
                str(place / line.file),
                f"{line.made_at:%Y-%m-%d %H:%M:%S}",
                line.actor,
                line.reason,
                line.size,
                line.head_code,
                line.revision,
            )
            for line in reversed(lines)
        ],
        form,
        empty=f"{place} 中没有 {session.db_path().name} 的备份",
    )


@restore.command(
    "restore", cls=Command, help="从备份恢复：先核验备份，再把现有文件另存，然后整个替换，并记入台账。"
)
def _restore(
    file: Annotated[
        str | None, typer.Argument(help="备份文件；不写则列出可用的备份", metavar="备份文件")
    ] = None,
    folder: Folder = None,
    anchor: Annotated[
        list[str] | None, typer.Option("--anchor", help="留存的首码，备份须包含它；可写多个", metavar="首码")
    ] = None,
    accept_older: Annotated[
        bool, typer.Option("--accept-older", help="备份比留存的首码更早也恢复，其后的记录会丢掉")
    ] = False,
) -> None:
    from powerctl.store.restore import restore as bring_back

    place = _folder(folder)
    if file is None or not file.strip():
        raise _nothing_chosen(place)
    chosen = Path(file)
    if not chosen.exists() and (place / chosen.name).is_file():
        chosen = place / chosen.name
    if chosen.is_dir():
        raise Refused(f"“{file}”是文件夹，要写备份文件", hint="powerctl backup list")
    show(
        bring_back(
            session.db_path(),
            chosen,
            now=session.now(),
            actor=session.actor(),
            backup_folder=place,
            anchors=anchor or (),
            accept_older=accept_older,
        )
    )


def _nothing_chosen(place: Path) -> Refused:
    from powerctl.store.backup_list import kept_backups

    lines = kept_backups(place, session.db_path().name)
    if not lines:
        return Refused(
            f"没有写明备份文件，{place} 中也没有 {session.db_path().name} 的备份",
            hint="powerctl restore 备份文件",
        )
    newest = "、".join(line.file for line in lines[:-4:-1])
    return Refused(
        f"没有写明备份文件；{place} 中有 {len(lines)} 份备份，最近的：{newest}",
        hint=f"powerctl restore {place / lines[-1].file}",
    )


@upgrade.command("upgrade", cls=Command, help="把旧版数据文件升级到本程序的版本；先核验并备份。")
def _upgrade(folder: Folder = None) -> None:
    from powerctl.store.migrate import upgrade as bring_up

    show(bring_up(session.db_path(), actor=session.actor(), backup_folder=_folder(folder), now=session.now()))


@doctor.command(
    "doctor", cls=Command, help="体检：文件是否完好、权限、磁盘空间、备份、版本、台账首码是否留存。"
)
def _doctor(
    folder: Folder = None,
    fix: Annotated[bool, typer.Option("--fix", help="收紧文件权限，只让本人读写")] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    from powerctl.store.doctor import close_to_others, examine
    from powerctl.terms import Severity

    path, place = session.db_path(), _folder(folder)
    if not path.exists():
        raise Refused(f"找不到数据库文件 {path}", hint="新建：powerctl init；或用 --db 指明路径")
    done = close_to_others(path, place) if fix else []
    for sentence in done:
        show(sentence)
    found = examine(path, now=session.now(), program_version=__version__, backup_folder=place)
    _tell(found, form)
    worst = [complaint for complaint in found if complaint.level is Severity.ERROR]
    if worst:
        raise IntegrityFailure(
            f"{path} 体检发现 {len(worst)} 处严重问题", hint=worst[0].hint or "powerctl ledger verify"
        )
    if not found and form is Format.TABLE:
        show(f"{path} 一切正常")


def _tell(found: Any, form: Format) -> None:
    if form is not Format.TABLE:
        print_rows(
            ("level", "message", "advice"),
            ("程度", "情况", "怎么办"),
            [(complaint.level.value, complaint.sentence, complaint.hint) for complaint in found],
            form,
        )
        return
    for complaint in found:
        show(
            f"{complaint.level.value}：{complaint.sentence}"
            + (f"　→ {complaint.hint}" if complaint.hint else "")
        )
    if found:
        warn(f"共 {len(found)} 处")


def _folder(folder: Path | None) -> Path:
    """Where backups lie: as told, or beside the county file."""
    return folder or session.db_path().resolve().parent / _NAME
