"""问题清单: what the last check found and what it could not tell, by unit, each with its clause."""

from collections import Counter
from collections.abc import Callable, Sequence

from sqlmodel import Session, col, select

from powerctl.errors import IntegrityFailure, Refused
from powerctl.model import CheckResult, CheckRun, Finding
from powerctl.reports.blocks import Block, Heading, Meta, Paragraph, Report, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.dates import chinese_day
from powerctl.reports.order import Order, Scope, roster_masker, scope
from powerctl.rulebook.catalogue import RULES
from powerctl.rulebook.explain import clause
from powerctl.terms import FindingStatus, Severity, Verdict

_CARDS = {rule.code: rule for rule in RULES}
_ORDER: dict[Severity | None, int] = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def build(session: Session, order: Order) -> Report:
    """The list for one unit or the county, from the newest run. Raises Refused before the first check."""
    where = scope(session, order)
    run = session.exec(select(CheckRun).order_by(col(CheckRun.id).desc())).first()
    if run is None:
        raise Refused("还没有检查过，没有问题可列", hint="powerctl check")
    _refuse_altered(session, run)
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
    blocks += _problems(problems, where, mask)
    blocks += _unknown(unknown, where, mask)
    blocks.append(
        Paragraph(
            "以上为按规则计算的结果，供核实之用；核实属实的按干部管理权限处理，经批准不计的应附情况说明。"
        )
    )
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _refuse_altered(session: Session, run: CheckRun) -> None:
    """Findings are worked out, not ledgered: before they are printed they must be what the run counted.

    Raises IntegrityFailure where another program took some away or added some.
    """
    counted = {
        result.rule: (result.findings, result.unknown, result.waived)
        for result in session.exec(select(CheckResult).where(CheckResult.run_id == run.id)).all()
    }
    there = dict.fromkeys(counted, (0, 0, 0))
    rows = session.exec(
        select(Finding.rule, Finding.verdict, Finding.waived).where(
            Finding.last_run_id == run.id, col(Finding.status) != FindingStatus.RESOLVED
        )
    ).all()
    for rule, verdict, waived in rows:
        findings, unknown, aside = there.get(rule, (0, 0, 0))
        if waived:
            aside += 1
        elif verdict is Verdict.FINDING:
            findings += 1
        else:
            unknown += 1
        there[rule] = (findings, unknown, aside)
    wrong = sorted(rule for rule in there if there[rule] != counted.get(rule))
    if wrong:
        raise IntegrityFailure(
            f"第 {run.id} 次检查的问题记录与当时的计数不符（{'、'.join(wrong)}），或被其他程序改动，不出清单",
            hint="powerctl check",
        )


def _summary(run: CheckRun, problems: Sequence[Finding], unknown: Sequence[Finding]) -> list[Block]:
    by_severity = Counter(found.severity for found in problems)
    by_status = Counter(found.status for found in problems)
    counted = "、".join(f"{severity.value} {by_severity[severity]} 个" for severity in Severity)
    return [
        Paragraph(
            f"截至 {chinese_day(run.as_of)}，共发现问题 {len(problems)} 个"
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
    return Table("各条规则检查情况", headings, (15, 35, 9, 9, 9, 13, 10), rows)


def _problems(findings: Sequence[Finding], where: Scope, mask: Callable[[str], str]) -> list[Block]:
    """By unit, and within a unit by rule: clause and advice once, then every record with its arithmetic."""
    blocks: list[Block] = [Heading("一、问题")]
    if not findings:
        return [*blocks, Paragraph("无。")]
    number = 0
    for position, (unit, listed) in enumerate(_by_unit(findings, where), start=1):
        blocks.append(Heading(f"（{_chinese(position)}）{unit}（{len(listed)} 个）", level=2))
        for code in sorted({found.rule for found in listed}):
            rows = []
            for found in sorted((f for f in listed if f.rule == code), key=_severest):
                number += 1
                rows.append(_row(number, found, mask))
            headings = ("序号", "事项", "情况", "来源", "程度、状态")
            blocks.append(Table(_about(code), headings, (7, 27, 34, 22, 10), tuple(rows)))
    return blocks


def _unknown(findings: Sequence[Finding], where: Scope, mask: Callable[[str], str]) -> list[Block]:
    """By rule: how many items of which unit cannot be judged, and why, with one example each."""
    blocks: list[Block] = [Heading("二、无法判断（缺少资料）")]
    if not findings:
        return [*blocks, Paragraph("无。")]
    for code in sorted({found.rule for found in findings}):
        rows = [
            (unit, str(len(listed)), mask(listed[0].message), mask(listed[0].subject))
            for unit, listed in _by_unit([found for found in findings if found.rule == code], where)
        ]
        headings = ("单位", "个数", "缺少什么（举例）", "事项（举例）")
        blocks.append(Table(_about(code), headings, (24, 8, 40, 28), tuple(rows)))
    return blocks


def _by_unit(findings: Sequence[Finding], where: Scope) -> list[tuple[str, list[Finding]]]:
    by_unit: dict[str, list[Finding]] = {}
    for found in findings:
        by_unit.setdefault(where.names.get(found.unit_id or 0, "未归属单位"), []).append(found)
    return sorted(by_unit.items())


def _severest(found: Finding) -> tuple[int, str]:
    return _ORDER.get(found.severity, 3), found.item


def _row(number: int, found: Finding, mask: Callable[[str], str]) -> tuple[str, ...]:
    severity = found.severity.value if found.severity else ""
    status = found.status.value if found.status else ""
    return (
        str(number),
        mask(found.subject),
        mask(found.message),
        mask(found.origin or "手工登记"),
        f"{severity}\n{status}",
    )


def _about(code: str) -> str:
    """A rule's heading over its records: what it asks, its clauses in full, what to do."""
    card = _CARDS.get(code)
    if card is None:
        return f"{code}（本程序已无此规则）"
    clauses = "；".join(clause(cite).text for cite in card.cites)
    return f"{code} {card.title}\n依据：{clauses}\n处理：{card.advice}"


_NUMERALS = "零一二三四五六七八九"


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number < 10:
        return _NUMERALS[number]
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")
