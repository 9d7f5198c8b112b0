"""Whether steps and edges make a chart that can be followed from beginning to end (R-HY-02).

Knows nothing of tables: steps by their code, in the clerk's order.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from powerctl.areas.identity import normal
from powerctl.terms import StepKind

_ITEM = re.compile(r"^(?P<code>[^（(]+?)\s*(?:[（(](?P<label>.*)[）)])?$", re.DOTALL)
_LABEL_FIRST = re.compile(r"^(?P<label>.+?)\s*(?:→|->|：|:)\s*(?P<code>[^→：:]+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Step:
    """A step by its code, with its kind and what it is called."""

    code: str
    kind: StepKind
    title: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two steps; a return is marked by the source, never guessed."""

    source: str
    target: str
    label: str = ""
    is_return: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a chart cannot be followed: at which step, in which of its fields (code, kind, next, back)."""

    code: str
    field: str
    message: str


def read_targets(text: str, codes: Collection[str]) -> list[tuple[str, str]]:
    """A cell such as `4（未超过）；5（超过）` as (code, label); a code the chart lacks comes back as written.

    Also read: 未超过：4, 未超过→4, and codes alone with 、 or commas between them.
    """
    known = {normal(code): code for code in codes}
    found = []
    for item in filter(None, (part.strip() for part in re.split(r"[；;\n]+", text))):
        alone = [part.strip() for part in re.split(r"[、，,]+", item) if part.strip()]
        if alone and all(normal(part) in known for part in alone):
            found += [(known[normal(part)], "") for part in alone]
            continue
        found.append(_read_target(item, known))
    return found


def _read_target(item: str, known: Mapping[str, str]) -> tuple[str, str]:
    readings = [match.groupdict() for form in (_ITEM, _LABEL_FIRST) if (match := form.match(item))]
    for parts in readings:
        if normal(parts["code"]) in known:
            return known[normal(parts["code"])], " ".join((parts["label"] or "").split())
    return readings[0]["code"] if readings else item, ""


def faults_of(steps: Sequence[Step], edges: Sequence[Edge]) -> list[Fault]:
    """Everything that keeps a chart from being followed or drawn, in the order of its steps."""
    if not steps:
        return [Fault("", "code", "流程图没有环节")]
    graph = _Graph(steps, edges)
    found = [*_ends(graph), *_exits(graph), *_cycles(graph)]
    if not any(fault.field == "kind" for fault in found):
        found += _unreached(graph)
    found += _returns(graph)
    place = {step.code: number for number, step in enumerate(steps)}
    return sorted(found, key=lambda fault: place.get(fault.code, -1))


class _Graph:
    """The forward edges by their ends."""

    def __init__(self, steps: Sequence[Step], edges: Sequence[Edge]) -> None:
        self.steps, self.edges = steps, edges
        self.titles = {step.code: step.title for step in steps}
        self.after: dict[str, list[str]] = defaultdict(list)
        for edge in edges:
            if not edge.is_return:
                self.after[edge.source].append(edge.target)

    def reached_from(self, code: str) -> set[str]:
        """The step and everything after it."""
        seen, waiting = {code}, [code]
        while waiting:
            for follower in self.after[waiting.pop()]:
                if follower not in seen:
                    seen.add(follower)
                    waiting.append(follower)
        return seen


def _ends(graph: _Graph) -> Iterator[Fault]:
    starts = [step for step in graph.steps if step.kind is StepKind.START]
    if not starts:
        yield Fault(graph.steps[0].code, "kind", "没有“开始”环节，一张图要有一个")
    for step in starts[1:]:
        yield Fault(step.code, "kind", f"一张图只能有一个“开始”环节，前面已有“{starts[0].title}”")
    if not any(step.kind is StepKind.END for step in graph.steps):
        yield Fault(graph.steps[-1].code, "kind", "没有“结束”环节，一张图至少要有一个")


def _exits(graph: _Graph) -> Iterator[Fault]:
    leaving: dict[str, int] = defaultdict(int)
    for edge in graph.edges:
        leaving[edge.source] += 1
        if edge.source == edge.target:
            field = "back" if edge.is_return else "next"
            yield Fault(edge.source, field, f"“{graph.titles[edge.source]}”连到了自己")
    for step in graph.steps:
        count = len(graph.after[step.code])
        if step.kind is StepKind.END and count:
            yield Fault(step.code, "next", f"“{step.title}”是“结束”环节，不能再有下一步")
        elif step.kind is not StepKind.END and not count:
            yield Fault(step.code, "next", f"“{step.title}”没有下一步；流程到此为止的，环节类型写“结束”")
        elif step.kind is StepKind.ASK and leaving[step.code] < 2:
            yield Fault(step.code, "next", f"“{step.title}”是“判断”，应有两个以上去向（含退回）")


def _cycles(graph: _Graph) -> Iterator[Fault]:
    """Edges that close a ring, found in the clerk's order of steps."""
    done: set[str] = set()
    for step in graph.steps:
        if step.code in done:
            continue
        way = {step.code: iter(graph.after[step.code])}
        while way:
            code = next(reversed(way))
            follower = next(way[code], None)
            if follower is None:
                done.add(code)
                del way[code]
            elif follower in way and follower != code:
                titles = f"“{graph.titles[code]}”的下一步“{graph.titles[follower]}”"
                yield Fault(code, "next", f"{titles}绕回了前面，形成循环；退回前面的环节请写在“退回到”")
            elif follower not in done and follower not in way:
                way[follower] = iter(graph.after[follower])


def _unreached(graph: _Graph) -> Iterator[Fault]:
    start = next(step for step in graph.steps if step.kind is StepKind.START)
    reached = graph.reached_from(start.code)
    for step in graph.steps:
        if step.code not in reached:
            yield Fault(step.code, "code", f"从“开始”环节走不到“{step.title}”，没有环节的下一步写到它")


def _returns(graph: _Graph) -> Iterator[Fault]:
    for edge in graph.edges:
        if not edge.is_return or edge.source == edge.target:
            continue
        if edge.source not in graph.reached_from(edge.target):
            titles = f"“{graph.titles[edge.source]}”退回到的“{graph.titles[edge.target]}”"
            yield Fault(edge.source, "back", f"{titles}不在它前面，只能退回前面的环节")
