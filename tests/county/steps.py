"""What a clerk types to make the county file: the imports with their days, then what the county settled.

Written to sample_data/steps.txt, a command a line, which `powerctl demo` types.
"""

from collections.abc import Iterator
from pathlib import Path

from tests.county import old_list
from tests.county.institution_rows import KEEPING
from tests.county.meeting_bodies import BODIES, OTHERS
from tests.county.meeting_topics import settled
from tests.county.money_steps import money_steps
from tests.county.people import UNITS

IN_FORCE = {
    "02": "2026-01-01", "03": "2026-01-01", "04": "2025-10-01", "05": "2025-10-01", "06": "2025-10-01",
    "07": "2024-01-01", "08": "2026-01-01", "10": "2025-01-01",
}  # fmt: skip
"""By the number of a power list, the day from which it counts; 青石乡 has not said."""
_PAPER = "云泽府办〔2025〕31号"
_REASONS = (
    ("改名", "按县级权责清单目录统一名称"),
    ("依据变更", "原依据已废止，按现行规定修改"),
    ("裁量变更", "按裁量基准重新核定"),
    ("合并", "同一违法行为分列三项，合并办理"),
    ("拆分", "审核与拨付分由两个科室办理"),
)


def steps(books: list[Path]) -> list[str]:
    """The command lines, in their order."""
    return [*map(_import, books), *_clean_up(), *_assessments(), *money_steps()]


def _import(book: Path) -> str:
    day = IN_FORCE.get(book.name[:2])
    return f'import "{book.name}"' + (f" --from {day}" if day else "")


def _clean_up() -> Iterator[str]:
    verb, unit = "power clean-up", UNITS[old_list.UNIT][0]
    pair = f"{old_list.OLD} {old_list.NEW} --unit {unit}"
    for new, parts in old_list.MERGED.items():
        yield from (f"{verb} confirm {old} {new}" for old in parts)
    for old, halves in old_list.SPLIT.items():
        yield from (f"{verb} confirm {old} {new}" for new in halves)
    for new, before in old_list.RENAMED.items():
        yield f"{verb} confirm {before} {new}"
    cancelled = [name for name, _ in old_list.CANCELLED if name != old_list.WITHOUT_REASON]
    yield f"{verb} set {' '.join(cancelled)} --fate 取消 --reason 设定依据已废止 --document {_PAPER}"
    yield f"{verb} set {old_list.WITHOUT_REASON} --fate 取消 --document {_PAPER}"
    down = " ".join(name for name, _ in old_list.HANDED_DOWN)
    yield f"{verb} set {down} --fate 下放 --to {UNITS['U007'][0]} --reason 方便群众就近办理 --document {_PAPER}"
    added = " ".join(old_list.ADDED)
    yield f"{verb} set {added} --fate 新增 --reason 按新的三定规定增加 --document {_PAPER}"
    yield f"{verb} set {old_list.TAKEN_OVER} --fate 承接 --to 市财政局 --reason 市级下放 --document {_PAPER}"
    yield f"{verb} record {pair}"
    yield from (
        f"{verb} reason {pair} --fate {fate} --reason {why} --document {_PAPER}" for fate, why in _REASONS
    )


def _assessments() -> Iterator[str]:
    for unit in KEEPING:
        name = UNITS[unit][0]
        way = " --method 三因素乘积法" if unit == "U006" else ""
        month, place = settled(unit, "廉政风险点等级确定")
        body = next(body for body in (*BODIES, *OTHERS) if body.unit == unit)
        yield f"risk assess --unit {name} --on 2026-04-28{way}"
        yield f"risk fix --unit {name} --on {body.held_on(month)} --meeting {month}#{place}"
    yield "risk assess 随意调剂预算 --unit 云泽县财政局 --on 2026-06-16"
