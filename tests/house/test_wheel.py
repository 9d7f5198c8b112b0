"""What is installed is whole: the wheel carries templates, sample data, limits and frozen revisions."""

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.house.conftest import PACKAGE, ROOT


def test_the_wheel_contains_everything_that_is_read_at_run_time(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"powerctl/templates/{path.name}" for path in (ROOT / "templates").iterdir()}
    wanted |= {f"powerctl/sample_data/{path.name}" for path in (ROOT / "sample_data").iterdir()}
    wanted |= {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert not wanted - inside
    assert not [name for name in inside if name.startswith("tests")]
