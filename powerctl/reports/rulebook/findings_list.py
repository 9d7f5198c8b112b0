"""问题清单: what the last check found and what it could not tell, by unit, each with its clause."""

from collections import Counter
from collections.abc import Callable, Sequence

from sqlmodel import Session, col, select

from powerctl.errors import Refused
from powerctl.model import CheckResult, CheckRun, Finding
from powerctl.reports.blocks import Block, Heading, Meta, Paragraph, Report, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.order import Order, Scope, roster_masker, scope
from powerctl.rulebook.catalogue import RULES
from powerctl.rulebook.rule import Rule
from powerctl.terms import FindingStatus, Severity, Verdict

_CARDS = {rule.code: rule for rule in RULES}
_ORDER: dict[Severity | None, int] = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def build(session: Session, order: Order) -> Report:
    """The list for one unit or the county, from the newest run. Raises Refused before the first check."""
    where = scope(session, order)
    run = session.exec(select(CheckRun).order_by(col(CheckRun.id).desc())).first()
    if run is None:
        raise Refused("还没有检查过，没有问题可列", hint="powerctl check")
    open_findings = [
        found
        for found in session.exec(select(Finding).where(col(Finding.status) != FindingStatus.RESOLVED)).all()
        if not found.waived and (where.county or found.unit_id in where.unit_ids)
    ]
    problems = [found for found in open_findings if found.verdict is Verdict.FINDING]
    unknown = [found for found in open_findings if found.verdict is Verdict.UNKNOWN]
    meta = Meta(
        name="findings",
        title=f"{where.name}问题清单",
        unit=where.name,
        period=f"第 {run.id} 次检查",
        as_of=run.as_of,
        generated=order.generated,
        number=f"WTQD-{where.code}-{run.as_of:%Y%m%d}",
        head_code=order.head_code,
    )
    results = session.exec(select(CheckResult).where(CheckResult.run_id == run.id)).all()
    blocks: list[Block] = [
        Title((where.name, "权力监督问题清单（待核实）")),
        *_summary(run, problems, unknown),
    ]
    if where.county:
        blocks.append(_by_rule(results))
    mask = roster_masker(session)
    blocks += _sections("一、问题", problems, where, mask)
    blocks += _sections("二、无法判断（缺少资料）", unknown, where, mask)
    blocks.append(
        Paragraph(
            "以上为按规则计算的结果，供核实之用；核实属实的按干部管理权限处理，经批准不计的应附情况说明。"
        )
    )
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _summary(run: CheckRun, problems: Sequence[Finding], unknown: Sequence[Finding]) -> list[Block]:
    by_severity = Counter(found.severity for found in problems)
    by_status = Counter(found.status for found in problems)
    counted = "、".join(f"{severity.value} {by_severity[severity]} 个" for severity in Severity)
    return [
        Paragraph(
            f"截至 {run.as_of.year}年{run.as_of.month}月{run.as_of.day}日，共发现问题 {len(problems)} 个"
            f"（{counted}），其中新增 {by_status[FindingStatus.NEW]} 个、"
            f"持续 {by_status[FindingStatus.PERSISTING]} 个；因缺少资料无法判断 {len(unknown)} 个。"
        )
    ]


def _by_rule(results: Sequence[CheckResult]) -> Table:
    rows = tuple(
        (
            result.rule,
            _CARDS[result.rule].title if result.rule in _CARDS else "",
            str(result.examined),
            str(result.passed),
            str(result.findings),
            str(result.unknown),
            str(result.waived),
        )
        for result in sorted(results, key=lambda result: result.rule)
    )
    headings = ("规则", "内容", "检查", "通过", "问题", "无法判断", "不计")
    return Table("各条规则检查情况", headings, (12, 36, 10, 10, 10, 12, 10), rows)


def _sections(
    title: str, findings: Sequence[Finding], where: Scope, mask: Callable[[str], str]
) -> list[Block]:
    blocks: list[Block] = [Heading(title)]
    if not findings:
        return [*blocks, Paragraph("无。")]
    by_unit: dict[str, list[Finding]] = {}
    for found in findings:
        by_unit.setdefault(where.names.get(found.unit_id or 0, "未归属单位"), []).append(found)
    number = 0
    for position, (unit, listed) in enumerate(sorted(by_unit.items()), start=1):
        if len(by_unit) > 1:
            blocks.append(Heading(f"（{_chinese(position)}）{unit}（{len(listed)} 个）", level=2))
        rows = []
        for found in sorted(
            listed, key=lambda found: (_ORDER.get(found.severity, 3), found.rule, found.item)
        ):
            number += 1
            rows.append(_row(number, found, mask))
        blocks.append(
            Table("", ("序号", "规则及依据", "事项与情况", "处理建议"), (7, 25, 43, 25), tuple(rows))
        )
    return blocks


def _row(number: int, found: Finding, mask: Callable[[str], str]) -> tuple[str, ...]:
    card = _CARDS.get(found.rule)
    severity = found.severity.value if found.severity else ""
    status = found.status.value if found.status else ""
    rule = f"{found.rule} {severity}·{status}\n{card.title if card else ''}\n{clauses(card) if card else ''}"
    what = f"{found.subject}\n{found.message}" + (f"\n来源：{found.origin}" if found.origin else "")
    return str(number), rule, mask(what), found.advice


def clauses(card: Rule) -> str:
    """The clauses of a rule as a page cites them; an unverified one says so."""
    return "；".join(
        f"《{cite.document}》{cite.section}（{cite.requirement}）" + ("［待核］" if cite.mark == "M" else "")
        for cite in card.cites
    )


_NUMERALS = "零一二三四五六七八九"


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number < 10:
        return _NUMERALS[number]
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")
