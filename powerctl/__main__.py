"""The door: `powerctl …` and `python -m powerctl …`."""

import os
import sys

_INTERRUPTED = 130


def main() -> None:
    """Run one command and leave with its exit status (product.md, Commands)."""
    # Everything the program makes is the clerk's own: files 0600, folders 0700.
    os.umask(0o077)
    try:
        _whole_streams()
        _in_utf8()
        sys.exit(_run(sys.argv[1:]))
    except KeyboardInterrupt:
        # Ctrl-C while the program is still being loaded, or while it says its last word.
        os.write(2, "已中断\n".encode())
        sys.exit(_INTERRUPTED)


def _whole_streams() -> None:
    """A stream that the caller has closed is empty ground: no sentence strays into the data or a file."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w" if number else "r", encoding="utf-8"))  # noqa: SIM115, PTH123


def _in_utf8() -> None:
    """Where Python reads names as ASCII, no Chinese one can be typed or opened: start anew in UTF-8."""
    if sys.getfilesystemencoding() in ("ascii", "us-ascii", "iso8859-1") and not sys.flags.utf8_mode:
        words = [sys.executable, "-m", "powerctl", *sys.argv[1:]]
        os.execve(sys.executable, words, {**os.environ, "PYTHONUTF8": "1"})  # noqa: S606 - ourselves


def _run(words: list[str]) -> int:
    if words == ["--version"]:
        # Answered before anything is imported: this is what scripts call in a loop.
        from powerctl import __version__

        print(f"powerctl {__version__}")
        return 0
    from powerctl.cli.main import run

    return run(words)


if __name__ == "__main__":
    main()
