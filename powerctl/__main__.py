"""The door: `powerctl …` and `python -m powerctl …`."""

import os
import sys


def main() -> None:
    """Run one command and leave with its exit status (product.md, Commands)."""
    # Everything the program makes is the clerk's own: files 0600, folders 0700.
    os.umask(0o077)
    if sys.argv[1:] == ["--version"]:
        # Answered before anything is imported: this is what scripts call in a loop.
        from powerctl import __version__

        print(f"powerctl {__version__}")
        return
    from powerctl.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
