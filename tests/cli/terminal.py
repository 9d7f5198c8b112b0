"""A terminal of its own for commands that ask one question after another."""

import codecs
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

import pytest

from tests.cli.conftest import environment_of

pty = pytest.importorskip("pty", reason="a terminal can be imitated on Unix only")
CTRL_C = b"\x03"
_COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_PATIENCE = 60
_SECONDS_WITHOUT_ANSWER = 5


def converse(
    words: Sequence[object], answers: Sequence[tuple[str, str | bytes]], columns: int = 200
) -> tuple[int, str]:
    """Runs a command on a terminal and answers its questions in their order: each answer is given when
    its question has been asked since the answer before. Out: exit status, and what stood on the screen
    without its colours."""
    master, slave = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "powerctl", *(str(word) for word in words)],
        env=environment_of({"COLUMNS": str(columns), "TERM": "xterm"}),
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        preexec_fn=lambda: _own_terminal(slave),
    )
    os.close(slave)
    screen, answered = "", 0
    waiting = list(answers)
    given: str | bytes = ""
    silent = 0
    for piece in _pieces(master):
        screen += piece
        silent = 0 if piece else silent + 1
        at = screen.find(waiting[0][0], answered) if waiting else -1
        # The whole question must stand there: what is typed too early is echoed into the midst of it.
        if at >= 0 and screen.rstrip("\n").endswith("："):
            answered = len(screen)
            given = waiting.pop(0)[1]
            os.write(master, given if isinstance(given, bytes) else f"{given}\n".encode())
        elif given == CTRL_C and silent == _SECONDS_WITHOUT_ANSWER:
            # Pressed while the question was still being put up; whoever sees no answer presses again.
            os.write(master, CTRL_C)
            silent = 0
    os.close(master)
    screen = _COLOUR.sub("", screen).replace("\r\n", "\n")
    assert not waiting, f"never asked: {waiting[0][0]}; screen: {screen}"
    return running.wait(_PATIENCE), screen


def _own_terminal(slave: int) -> None:
    import fcntl
    import termios

    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)


def _pieces(master: int) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if select.select([master], [], [], 1)[0]:
            try:
                read = os.read(master, 65536)
            except OSError:
                return
            if not read:
                return
            yield decoder.decode(read)
        else:
            yield ""
