"""Timing whole processes in turns, and printing ratios: the only figures to trust across machines."""

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
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).resolve().parent / "results"
PYTHON = sys.executable
POWERCTL = [PYTHON, "-m", "powerctl"]


def run(command: Sequence[str], env: Mapping[str, str] | None = None) -> tuple[float, float]:
    """Seconds and peak memory (MB, children included) of one run. Raises when the command fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, **(env or {})},
        cwd=ROOT,
    )
    _, error = process.communicate()
    seconds = time.perf_counter() - started
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(map(str, command))}: {error.decode()[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, max(after.ru_maxrss, before.ru_maxrss) / 1024


def in_turns(jobs: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median of each job; the jobs take turns, so that a busy machine hits all alike."""
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            seconds[name].append(job())
    return {name: statistics.median(values) for name, values in seconds.items()}


def peak_memory(command: Sequence[str], env: Mapping[str, str] | None = None) -> float:
    """Peak memory of one run and its children in MB, measured by a process of its own."""
    code = (
        "import json,resource,subprocess,sys;"
        "subprocess.run(json.loads(sys.argv[1]),stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024)"
    )
    done = subprocess.run(
        [PYTHON, "-c", code, json.dumps([str(word) for word in command])],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **(env or {})},
        cwd=ROOT,
    )
    return float(done.stdout)


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """How cost grows with size: 1.0 is in step, 2.0 is quadratic (between the first and the last)."""
    from math import log

    return log(seconds[-1] / seconds[0]) / log(sizes[-1] / sizes[0])


def report(name: str, lines: Sequence[str], figures: Mapping[str, object]) -> None:
    """Print the lines and keep the figures with the day under results/."""
    print(f"== {name}")
    for line in lines:
        print("  " + line)
    RESULTS.mkdir(exist_ok=True)
    kept = {"day": date.today().isoformat(), "python": sys.version.split()[0], **figures}
    (RESULTS / f"{name}.json").write_text(
        json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def against(name: str, seconds: float, other: str, floor: float, goal: float | None = None) -> str:
    """`check: 1.20 s = 2.4 × DuckDB (0.50 s); goal ≤ 4 ×: met`."""
    ratio = seconds / floor
    said = f"{name}: {seconds:.3f} s = {ratio:.2f} × {other} ({floor:.3f} s)"
    return said if goal is None else f"{said}; goal ≤ {goal:g} ×: {'met' if ratio <= goal else 'NOT met'}"
