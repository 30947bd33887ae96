"""The log of unexpected exceptions, and the sentence that names it."""

from __future__ import annotations

import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from session.wording.catalogue import say
from store.paths import PRIVATE_FILE, private_folder

_MOST_BYTES = 1_000_000
"""A log larger than this is started anew."""


def traced(fault: BaseException) -> str:
    """Return the traceback of an exception without local values, which may be people's words."""
    lines = [f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC  Python {sys.version.split()[0]}"]
    one: BaseException | None = fault
    while one is not None:
        lines.append(f"{type(one).__module__}.{type(one).__qualname__}")
        lines += [
            f"  {frame.filename}:{frame.lineno} in {frame.name}: {frame.line}"
            for frame in traceback.extract_tb(one.__traceback__)
        ]
        one = one.__cause__ or one.__context__
    return "\n".join(lines) + "\n\n"


class CrashLog:
    """Writes unexpected exceptions to the log. Never raises: it runs when everything else failed."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.noted = False

    def note(self, fault: BaseException | None = None) -> None:
        """Write the exception being handled (or the given one) to the log."""
        fault = fault or sys.exc_info()[1]
        if fault is None:
            return
        self.noted = True
        try:
            private_folder(self.log.parent)
            large = self.log.exists() and self.log.stat().st_size > _MOST_BYTES
            with self.log.open("w" if large else "a", encoding="utf-8", errors="replace") as log:
                log.write(traced(fault))
            self.log.chmod(PRIVATE_FILE)
        except OSError:
            self.log = Path()

    @property
    def sentence(self) -> str:
        """The sentence for the person: that something broke, and where it is logged."""
        if self.log == Path():
            return say("crash.no_log")
        return say("crash.logged", log=str(self.log))
