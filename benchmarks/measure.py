"""Timing whole processes in turns, and printing ratios: the only figures to trust across machines.

Two figures for each job: seconds on the clock, and seconds of processor time of the process and all
its children. On a machine that does other work too, the second one is the steadier.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import log
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).resolve().parent / "results"
PYTHON = sys.executable
POWERCTL = [PYTHON, "-m", "powerctl"]


class Cost(NamedTuple):
    """What a run cost: seconds on the clock, seconds of the processor."""

    wall: float
    cpu: float

    def less(self, other: Cost) -> Cost:
        """Net of another run, usually start-up."""
        return Cost(self.wall - other.wall, self.cpu - other.cpu)


def run(command: Sequence[str], env: Mapping[str, str] | None = None) -> Cost:
    """One run of a command, its children included. Raises when it fails."""
    return said(command, env)[0]


def said(command: Sequence[str], env: Mapping[str, str] | None = None) -> tuple[Cost, str]:
    """One run of a command and what it printed. Raises when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.run(
        list(map(str, command)),
        capture_output=True,
        text=True,
        env={**os.environ, **(env or {})},
        cwd=ROOT,
        check=False,
    )
    seconds = time.perf_counter() - started
    if process.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))[:300]}: {process.stderr[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, cpu), process.stdout


def in_turns(jobs: Mapping[str, Callable[[], Cost]], rounds: int) -> dict[str, Cost]:
    """The median of each job; the jobs take turns, so that a busy machine hits all alike."""
    costs: dict[str, list[Cost]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            costs[name].append(job())
    return {
        name: Cost(statistics.median(c.wall for c in found), statistics.median(c.cpu for c in found))
        for name, found in costs.items()
    }


def peak_memory(command: Sequence[str], env: Mapping[str, str] | None = None) -> tuple[float, float]:
    """Peak memory of one run in MB: the largest single process, and the most that all of them together
    held at one moment (sampled)."""
    process = subprocess.Popen(
        list(map(str, command)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **(env or {})},
        cwd=ROOT,
    )
    single = together = 0.0
    while process.poll() is None:
        held = [_held(number) for number in _family(process.pid)]
        single, together = max(single, *held, 0.0), max(together, sum(held))
        time.sleep(0.01)
    if process.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))[:300]}: status {process.returncode}")
    return single, together


def _family(number: int) -> list[int]:
    found = [number]
    for parent in found:
        try:
            children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        except OSError:
            continue
        found += map(int, children)
    return found


def _held(number: int) -> float:
    try:
        pages = int(Path(f"/proc/{number}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * resource.getpagesize() / 1e6


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """How cost grows with size: 1.0 is in step, 2.0 is quadratic (between the first and the last)."""
    return log(max(seconds[-1], 1e-4) / max(seconds[0], 1e-4)) / log(sizes[-1] / sizes[0])


def against(name: str, own: Cost, other: str, theirs: Cost, goal: float | None = None) -> str:
    """`check: 1.20 s = 2.40 × DuckDB (0.50 s), processor 2.10 ×; goal ≤ 4 ×: met`."""
    ratio = own.wall / theirs.wall
    text = f"{name}: {own.wall:.3f} s = {ratio:.2f} × {other} ({theirs.wall:.3f} s)"
    text += f", processor {own.cpu / theirs.cpu:.2f} ×"
    return text if goal is None else f"{text}; goal ≤ {goal:g} ×: {'met' if ratio <= goal else 'NOT met'}"


def ratio(own: Cost, theirs: Cost) -> dict[str, float]:
    """Both ratios, for the results."""
    return {"wall": round(own.wall / theirs.wall, 2), "cpu": round(own.cpu / theirs.cpu, 2)}


def figures_of(cost: Cost) -> dict[str, float]:
    """Both figures, for the results."""
    return {"wall": round(cost.wall, 4), "cpu": round(cost.cpu, 4)}


def machine() -> dict[str, object]:
    """Cores, memory, Python and load: what a figure depends on, and no name of anything."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "cores": os.cpu_count(),
        "memory GB": round(memory),
        "python": sys.version.split()[0],
        "load": round(os.getloadavg()[0], 1),
    }


def report(name: str, lines: Sequence[str], figures: Mapping[str, object]) -> None:
    """Print the lines and keep the figures with the day under results/."""
    print(f"== {name}")
    for line in lines:
        print("  " + line)
    RESULTS.mkdir(exist_ok=True)
    kept = {"day": date.today().isoformat(), **machine(), **figures, "lines": list(lines)}
    (RESULTS / f"{name}.json").write_text(
        json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
