"""Exports a recap as a program does that holds the session's exports."""

from pathlib import Path

from store.disk import REAL, Disk
from store.exports.registry import Handout
from store.exports.writing import writing
from store.exports.written import hand_out as write
from store.paths import Home


def hand_out(
    home: Home, recap: Handout, form: str, target: Path, disk: Disk = REAL
) -> tuple[Path, ...]:
    with writing(home, recap.session, disk) as held:
        return write(held, recap, form, target)
