"""LibreOffice, by which our Word files are laid out and read as another program does."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

OFFICE = shutil.which("soffice")
REQUIRED = os.environ.get("FAIRSAY_OFFICE") == "required"

needs_office = pytest.mark.skipif(
    not (OFFICE or REQUIRED),
    reason="LibreOffice Writer is not installed (Debian: apt-get install libreoffice-writer-nogui)",
)


def converted(folder: Path, form: str, *files: Path) -> None:
    """Write files in another form into a folder; ``form`` as LibreOffice names it."""
    assert OFFICE, "FAIRSAY_OFFICE=required, and there is no LibreOffice"
    # A profile of its own: otherwise a program that is running already would be asked.
    call = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    call += ["--convert-to", form, "--outdir", str(folder), *map(str, files)]
    subprocess.run(call, check=True, capture_output=True, timeout=300)
