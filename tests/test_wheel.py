"""The program that people install is whole: its wheel runs the demo far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")


def run(*words: str | Path, at: Path) -> subprocess.CompletedProcess[str]:
    """Run a program in the folder ``at``, with nothing of this checkout in its surroundings."""
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "FAIRSAY", "VIRTUAL"))
    }
    told = subprocess.run(
        list(map(str, words)), cwd=at, env=kept, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return told


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(*PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", out, ROOT, at=out)
    (built,) = out.glob("fairsay-*.whl")
    return built


def test_the_wheel_holds_the_program_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {
        "session",
        "store",
        "remote",
        "app",
        "screens",
        "tui",
    }
    assert "store/data/hub-futures.toml" in names
    for room in ("tui", "screens", "app", "store", "remote"):
        kept = {
            str(path.relative_to(ROOT))
            for ending in (
                "*.tcss",
                "*.j2",
                "*.css",
                "*.js",
                "*.typ",
                "*.ttf",
                "*.toml",
                "fonts/*.md",
            )
            for path in (ROOT / room).rglob(ending)
        }
        assert kept <= set(names)


def test_the_installed_program_plays_its_demo(wheel: Path, tmp_path: Path) -> None:
    place, home, out = tmp_path / "venv", tmp_path / "home", tmp_path / "out"
    venv.create(place, with_pip=False)
    home.mkdir()
    python = place / "bin" / "python"
    run(*PIP, "--python", python, "install", "-c", ROOT / "constraints.txt", wheel, at=home)

    where = run(python, "-c", "import session; print(session.__file__)", at=home).stdout
    told = run(place / "bin" / "fairsay", "demo", "--script", "--out", out, at=home)

    assert where.startswith(str(place))
    assert "What should the hub offer next winter?" in told.stdout
    assert (out / "data").is_dir()
