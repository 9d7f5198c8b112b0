"""demo: the sample county from workbooks to pages, by the very commands a clerk would type."""

import shlex
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from powerctl import resources
from powerctl.cli import session
from powerctl.cli.chinese import Command, single
from powerctl.cli.output import show, width
from powerctl.errors import Refused

app = single()
_FILE = "样例县.db"
_DAY = "2026-06-30"
_ACTOR = "演示"
_COUNTY = "云泽县"
_PAGES = (
    ("权力清单公示", "云泽县财政局", "权力清单公示_云泽县财政局.html"),
    ("清理前后对照表", "云泽县财政局", "清理前后对照表_云泽县财政局.html"),
    ("权力运行流程图", "云泽县财政局", "权力运行流程图_云泽县财政局.html"),
    ("风险点及防控措施一览表", None, "风险点及防控措施一览表_全县.html"),
    ("会议决策公开", "柳溪镇人民政府", "会议决策公开_柳溪镇人民政府.html"),
    ("应决未决事项清单", None, "应决未决事项清单_全县.html"),
    ("问题清单", None, "问题清单_全县.html"),
)
_OWN_DOCUMENT = "云泽纪发〔2026〕3号（虚构）"
_OWN_LIMITS = (
    ("risk.weight_importance", "1"),
    ("risk.weight_frequency", "1"),
    ("risk.weight_probability", "1"),
    ("risk.product_high", "60"),
    ("risk.product_medium", "24"),
)
_MOST_SHOWN = 6


@app.command(
    "demo",
    cls=Command,
    help="用样例县演示：新建文件、导入各单位工作簿、清理对照、评估、核对、检查、出七张表，最后说明打开什么。样例中的姓名单位均为虚构。",
)
def _demo(
    folder: Annotated[
        Path, typer.Argument(help="放在哪个文件夹；已有的样例会重新生成", metavar="文件夹")
    ] = Path("powerctl-demo"),
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    db = folder / _FILE
    _refuse_own_work(db)
    db.unlink(missing_ok=True)
    show(f"一、新建样例县文件 {db}")
    _type(db, "init", str(db), "--county", _COUNTY)
    show("二、导入各单位报来的工作簿")
    steps = written_steps()
    for step in steps:
        if step[0] == "import":
            _type(db, *step)
    _tell_batches(db)
    show("三、清理对照、风险评估、限额、支出与会议核对：把县里已经议定的逐条登记")
    for step in steps:
        if step[0] != "import":
            _type(db, *step)
    _tell_settled(db)
    show(f"四、按规则检查（截至 {_DAY}）")
    _type(db, "check", "--as-of", _DAY, "--fail-on", "never")
    _tell_findings(db)
    show("五、评定风险等级：先按本县文件设定权重和分数线，再列出县财政局登记与计算不一致的")
    for limit, value in _OWN_LIMITS:
        _type(db, "limit", "set", limit, value, "--from", "2026-01-01", "--cites", _OWN_DOCUMENT)
    _type(db, "risk", "score", "--unit", "云泽县财政局", "--differing", quiet=False)
    show("六、出表")
    for name, unit, file in _PAGES:
        about = ("--unit", unit) if unit else ()
        _type(db, "report", "make", name, *about, "--as-of", _DAY, "-o", str(folder / file))
    show("")
    show("完成。请用浏览器打开：")
    for _, _, file in _PAGES:
        show(f"  {folder / file}")
    show(f"接着可以试：powerctl --db {db} power list --unit 云泽县财政局")
    show(f"　　　　　　powerctl --db {db} check --as-of {_DAY} --select DUTY")
    show(f"　　　　　　powerctl --db {db} report make 单位五步进度表 --as-of {_DAY}")
    show(f"　　　　　　powerctl --db {db} meeting show 2026-03 --unit 云泽县财政局")
    show(f"　　　　　　powerctl --db {db} ledger verify")


def _refuse_own_work(db: Path) -> None:
    """A sample that somebody has worked in since is not thrown away."""
    if not db.exists():
        return
    from powerctl.store.ledger import log

    session.begin(db, _DAY, _ACTOR, False)
    with session.viewing() as connection:
        own = [entry for entry in log(connection, limit=None) if entry.actor != _ACTOR]
    if own:
        raise Refused(
            f"{db} 里有不是演示写入的内容（第 {own[-1].seq} 号操作，{own[-1].actor or '其他程序'}），不重做",
            hint="换一个文件夹：powerctl demo 另一个文件夹",
        )


def written_steps() -> list[list[str]]:
    """The command lines of the sample county, in their order; workbooks with their place."""
    sample = resources.folder("sample_data")
    steps = []
    for line in (sample / "steps.txt").read_text(encoding="utf-8").splitlines():
        words = shlex.split(line)
        if words[0] == "import":
            words[1] = str(sample / words[1])
        steps.append(words)
    return steps


def _type(db: Path, *words: str, quiet: bool = True) -> None:
    from powerctl.cli.main import run

    status = run(["--db", str(db), "--today", _DAY, "--actor", _ACTOR, *(["-q"] if quiet else []), *words])
    session.begin(db, _DAY, _ACTOR, False)
    if status:
        raise Refused(
            f"演示在“{' '.join(words)}”这一步没有成功（状态 {status}）",
            hint="看上一行的说明，处理后重新运行 powerctl demo",
        )


def _tell_batches(db: Path) -> None:
    rows = _rows("import_batch", ("file_name", "rows_read", "added", "rejected"), order=("id",))
    widest = max(width(row[0]) for row in rows)
    for file, read, added, rejected in rows:
        show(f"  {file}{' ' * (widest - width(file))}  读取 {read} 条，新增 {added}，未采用 {rejected}")


def _tell_settled(db: Path) -> None:
    fates = Counter(fate for (fate,) in _rows("clean_up", ("fate",)) if fate)
    counted = "、".join(f"{fate} {count}" for fate, count in fates.most_common())
    show(f"  云泽县财政局清理对照 {fates.total()} 条：{counted}")
    rows = _rows("risk_assessment", ("fixed_level",))
    show(f"  风险评估 {len(rows)} 个，其中会议确定等级 {sum(bool(level) for (level,) in rows)} 个")


def _tell_findings(db: Path) -> None:
    findings = _rows("finding", ("rule", "verdict", "severity", "unit", "subject", "message"))
    problems = [row for row in findings if row[1] == "问题"]
    counts = "、".join(
        f"{severity} {sum(row[2] == severity for row in problems)} 个"
        for severity in ("严重", "一般", "提示")
    )
    show(f"  问题 {len(problems)} 个（{counts}），无法判断 {len(findings) - len(problems)} 个。例如：")
    severe_first = sorted(problems, key=lambda row: row[2] != "严重")
    shown: set[str] = set()
    examples = 0
    for rule, _, _, unit, subject, message in severe_first:
        if not shown & {rule, unit} and examples < _MOST_SHOWN:
            shown |= {rule, unit}
            examples += 1
            show(f"  {rule} {unit}：{message if subject == unit else f'{subject}。{message}'}")


def _rows(view: str, columns: Sequence[str], order: Sequence[str] = ()) -> list[tuple[str, ...]]:
    from powerctl.store.views import VIEWS, rows

    with session.viewing() as connection:
        return rows(connection, VIEWS[view], columns=columns, order=order)
