"""The root: knows every command's name and line of help, imports only the one that is called."""

import contextlib
import errno
import importlib
import os
import re
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.main import get_command, get_group

from powerctl import __version__
from powerctl.cli import session
from powerctl.cli.chinese import Group, usage_sentence, write_list
from powerctl.cli.output import next_step, tell
from powerctl.errors import PowerctlError, Refused, system_words

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("start:init", "新建县区数据文件"),
    "demo": ("demo:app", "用样例县演示：导入、检查、评级、出表"),
    "template": ("workbooks.template:app", "生成空白填报表"),
    "import": ("workbooks.intake:app", "导入单位报来的工作簿"),
    "undo": ("ledger.ledger:undo", "撤回上一次操作或一个导入批次"),
    "unit": ("organization.unit:app", "单位"),
    "person": ("organization.person:app", "人员"),
    "post": ("organization.post:app", "职务与任职"),
    "duty": ("organization.duty:app", "领导分工"),
    "power": ("registry.power:app", "权力事项"),
    "chart": ("registry.chart:app", "流程图：登记、画图"),
    "edition": ("registry.edition:app", "权力清单版本"),
    "problem": ("registry.problem:app", "清单问题：登记、跟踪、解决"),
    "institution": ("registry.institution:app", "制度：登记、关联、复核、检查"),
    "benchmark": ("registry.benchmark:app", "裁量基准"),
    "checklist": ("registry.checklist:app", "应有制度清单与缺项"),
    "compendium": ("registry.compendium:app", "制度汇编"),
    "body": ("registry.body:app", "领导和办事机构"),
    "exercise": ("registry.exercise:app", "用权记录：登记、查询，从未行使的权力，超越清单的用权"),
    "delegation": ("registry.delegation:app", "授权委托"),
    "scope": ("registry.scope:app", "主要领导三个确定：权力范围、责任、用权规则"),
    "risk": ("risk.risk:app", "廉政风险点：登记、查询、评级"),
    "measure": ("risk.measure:app", "防控措施"),
    "review": ("risk.review:app", "风险检查和剩余风险"),
    "method": ("risk.method:app", "自定风险评估方法"),
    "assessment": ("risk.assessment:app", "风险评估记录"),
    "catalogue": ("meetings.catalogue:app", "决策事项目录"),
    "topic": ("meetings.topic:app", "议题：提出、调研、初审、告知、重大决策环节"),
    "meeting": ("meetings.meeting:app", "会议：到会、议程、发言、表决、办结、纪要份本、督查"),
    "resolution": ("meetings.resolution:app", "决议：承办、期限、落实、评估、逾期"),
    "spend": ("finance.spend:app", "支出：登记、查询、作废"),
    "sign": ("finance.sign:app", "审签：票据由谁签、同意还是退回"),
    "countersign": ("finance.countersign:app", "三方会签：农村扶持资金"),
    "approval": ("finance.approval:app", "审批权限：谁最多审批多少钱"),
    "ladder": ("finance.ladder:app", "审签程序：由谁按什么顺序审签"),
    "fund": ("finance.fund:app", "资金账户"),
    "account": ("finance.account:app", "财务公开数据"),
    "finance": ("finance.finance:app", "财务报告：向班子报告、向职工公示"),
    "project": ("finance.project:app", "工程项目和开工前把关"),
    "transaction": ("finance.transaction:app", "公共资源交易和投标人"),
    "venue": ("finance.venue:app", "交易场所"),
    "undertaking": ("finance.undertaking:app", "其他重大事项"),
    "appoint": ("personnel.appoint:app", "任免事项：提名到试用期满，逐环节登记"),
    "vetting": ("personnel.vetting:app", "任前考察和初审"),
    "exam": ("personnel.exam:app", "任前廉政法规考试"),
    "probation": ("personnel.probation:app", "试用期和期满考核"),
    "personnel": ("personnel.personnel:app", "人事事项：录用、奖惩、返聘等"),
    "audit": ("supervision.audit:app", "审计：任前、任中、离任"),
    "personal": ("supervision.personal:app", "个人报告：廉政报告、重大事项"),
    "inspection": ("supervision.inspection:app", "监督检查"),
    "open": ("disclosure.open:app", "公开目录：应当公开什么"),
    "publish": ("disclosure.publish:app", "公开记录：什么时候在哪里公开了什么"),
    "notice": ("disclosure.notice:app", "公示：起止、对象、受理、结论"),
    "feedback": ("disclosure.feedback:app", "公示反馈：收到、核查、结论"),
    "match": ("matching.match:app", "事项核对：支出、任免等与会议、公开对照，找出遗漏"),
    "limit": ("rulebook.limit:app", "限额：查询与设定"),
    "rule": ("rulebook.rule:app", "规则：查询与说明"),
    "check": ("rulebook.check:app", "按规则检查：通过、问题、无法判断"),
    "finding": ("rulebook.finding:app", "问题：查询最近检查的结果"),
    "waive": ("rulebook.waive:app", "情况说明（经批准不计）"),
    "export": ("workbooks.export:app", "导出台账为工作簿，可再导入"),
    "report": ("report:app", "报表：权力清单公示、风险一览表、问题清单"),
    "ledger": ("ledger.ledger:app", "台账防篡改链：查看、核验、留证"),
    "batch": ("workbooks.batch:app", "导入批次"),
    "column": ("workbooks.column:app", "列对应：各报送单位的表头当作哪一栏"),
    "backup": ("ledger.backup:backup", "备份数据文件"),
    "restore": ("ledger.backup:restore", "从备份恢复"),
    "upgrade": ("ledger.backup:upgrade", "升级旧版数据文件"),
    "doctor": ("ledger.backup:doctor", "体检：文件、权限、备份、版本"),
}

_STDOUT = 1
_WITH_VALUE = ("--db", "--today", "--actor")
_ANY_OS_HINT = "检查磁盘、路径和权限后再试"
_OS_HINTS = {
    errno.ENOSPC: "清理磁盘空间后再试",
    errno.EROFS: "换到可写的文件夹后再试",
    errno.EACCES: "换到可写的文件夹，或向管理员要读写权限",
    errno.EPERM: "换到可写的文件夹，或向管理员要读写权限",
    errno.ENOENT: "核对文件名和所在文件夹",
    errno.EBUSY: "关闭正在使用它的程序后再试",
}
_INTERRUPTED = 130


class Root(Group):
    """The lazy root group."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All names, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, its module imported now."""
        if cmd_name not in COMMANDS:
            return None
        place, help_line = COMMANDS[cmd_name]
        module_name, _, attribute = place.partition(":")
        found = getattr(importlib.import_module(f"powerctl.cli.{module_name}"), attribute)
        command = get_group(found) if found.registered_callback else get_command(found)
        command.name = cmd_name
        command.help = command.help or help_line
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The list without importing a single command."""
        write_list(formatter, "命令", [(name, line) for name, (_, line) in COMMANDS.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """As usual, with near names suggested from the whole list."""
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=Root,
    help="县区权力监督台账：清权、确权、亮权、制权、督权。数据只在本机，一个文件，不联网。",
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    epilog="先试样例：powerctl demo　　看某条命令：powerctl 命令 --help",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"powerctl {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    db: Annotated[
        str | None, typer.Option("--db", envvar="POWERCTL_DB", help="县区数据文件", metavar="文件")
    ] = None,
    today: Annotated[
        str | None,
        typer.Option("--today", envvar="POWERCTL_TODAY", help="按哪一天判断，如 2026-01-05", metavar="日期"),
    ] = None,
    actor: Annotated[
        str | None, typer.Option("--actor", envvar="POWERCTL_ACTOR", help="操作人，记入台账", metavar="姓名")
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", envvar="POWERCTL_QUIET", help="只报错误")] = False,
    version: Annotated[
        bool, typer.Option("--version", help="显示版本", callback=_version, is_eager=True)
    ] = False,
) -> None:
    session.begin(db, today, actor, quiet)


def run(arguments: Sequence[str]) -> int:
    """Run one command line. Returns the exit status: 0, 1, 2, 3, 4, 70 or 130 (product.md)."""
    _streams_in_utf8()
    if any(_undecodable(word) for word in arguments):
        return _say(_not_utf8(), ())
    try:
        status = get_group(app).main(args=list(arguments), prog_name="powerctl", standalone_mode=False)
        sys.stdout.flush()
        # Typer turns Ctrl-C into this status and says nothing.
        return _interrupted() if status == _INTERRUPTED else status if isinstance(status, int) else 0
    except PowerctlError as news:
        return _say(news, arguments)
    except (BrokenPipeError, SystemExit):
        # The reader of the pipe has gone (`| head`), in Typer's words SystemExit; nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), _STDOUT)
        return 0
    except (KeyboardInterrupt, EOFError):
        return _interrupted()
    except Exception as error:
        return _unexpected(error, arguments)


def _interrupted() -> int:
    print("已中断，未写入任何内容", file=sys.stderr)
    return _INTERRUPTED


def _unexpected(error: Exception, arguments: Sequence[str]) -> int:
    if type(error).__name__ == "Abort":
        return _interrupted()
    if type(error).__name__ == "NoArgsIsHelpError":
        with contextlib.suppress(BrokenPipeError):
            print(error, flush=True)
        return 2
    if hasattr(error, "exit_code") and hasattr(error, "ctx"):
        where = error.ctx.command_path if error.ctx else "powerctl"
        tell(f"用法有误：{usage_sentence(error, arguments)}")
        print(next_step(f"{where} --help"), file=sys.stderr)
        return 2
    if isinstance(error, OSError):
        return _say(Refused(_os_sentence(error), hint=_OS_HINTS.get(error.errno or 0, _ANY_OS_HINT)), ())
    if isinstance(error, UnicodeEncodeError) and "surrogates" in error.reason:
        return _say(_not_utf8(), ())
    if isinstance(error, OverflowError) and "SQLite" in str(error):
        typed = (word.rpartition("=")[2] for word in arguments)
        long = next((word for word in typed if re.fullmatch(r"[-+]?\d{19,}", word)), "")
        return _say(Refused(f"编号 {long} 过大，没有这样的记录，编号不超过 18 位数字"), arguments)
    traceback.print_exception(error)
    print("程序出错，请把以上内容连同所输命令一并反馈给开发者", file=sys.stderr)
    return 70


def _os_sentence(error: OSError) -> str:
    what = system_words(error)
    return f"{what}：{error.filename}" if error.filename else what


def _undecodable(word: str) -> bool:
    """Whether a byte that is no UTF-8 hides in a word; a file's name may hold some and still be found."""
    return any("\ud800" <= c <= "\udfff" for c in word) and not os.path.lexists(word)


def _not_utf8() -> Refused:
    return Refused("所输的文字或文件名不是 UTF-8 编码，无法识别", hint="在 UTF-8 的终端中输入")


def _say(news: PowerctlError, arguments: Sequence[str]) -> int:
    """The sentence and what to do next; where nobody said what, the help of the command that was typed."""
    tell(str(news))
    hint = news.hint or f"{_command_of(arguments)} --help"
    print(next_step(hint), file=sys.stderr)
    return news.status


def _command_of(arguments: Sequence[str]) -> str:
    words = list(arguments)
    while words and words[0].startswith("-"):
        del words[: 2 if words[0] in _WITH_VALUE else 1]
    if not words or words[0] not in COMMANDS:
        return "powerctl"
    root: Any = get_group(app)
    command = root.get_command(None, words[0])
    inner = getattr(command, "commands", {})
    return " ".join(["powerctl", words[0], *(word for word in words[1:2] if word in inner)])


def _streams_in_utf8() -> None:
    """UTF-8 everywhere, also under LANG=C in cron; a GBK console keeps its code and loses no line."""
    for stream in (sys.stdout, sys.stderr):
        encoding = (getattr(stream, "encoding", "") or "").lower().replace("-", "")
        if not hasattr(stream, "reconfigure"):
            continue
        if encoding in ("gbk", "cp936", "gb2312", "gb18030"):
            stream.reconfigure(errors="replace")
        elif encoding != "utf8":
            stream.reconfigure(encoding="utf-8")
