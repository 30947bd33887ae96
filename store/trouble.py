"""The messages for the facilitator when the disk refuses to save."""

import enum
import errno
from dataclasses import dataclass
from pathlib import Path


class Reason(enum.StrEnum):
    FULL = "full"
    READ_ONLY = "read-only"
    GONE = "gone"
    OTHER = "other"


_REASONS = {
    errno.ENOSPC: Reason.FULL,
    errno.EDQUOT: Reason.FULL,
    errno.EFBIG: Reason.FULL,
    errno.EROFS: Reason.READ_ONLY,
    errno.EACCES: Reason.READ_ONLY,
    errno.EPERM: Reason.READ_ONLY,
    errno.ENOENT: Reason.GONE,
    errno.ENOTDIR: Reason.GONE,
    errno.ENODEV: Reason.GONE,
    errno.ENXIO: Reason.GONE,
    errno.ESTALE: Reason.GONE,
}

_SAY = {
    Reason.FULL: "The disk is full, so nothing new is saved. Free some space or choose another place.",
    Reason.READ_ONLY: "This folder can't be written to, so nothing new is saved. Choose another place.",
    Reason.GONE: "The folder of this session is gone, so nothing new is saved. "
    "Plug it in again or choose another place.",
    Reason.OTHER: "The disk reports a fault, so nothing new is saved. Choose another place.",
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """The disk refuses to save. The session continues in memory; `place` is the file that can't be written."""

    reason: Reason
    place: Path
    detail: str

    @property
    def say(self) -> str:
        return _SAY[self.reason]


def trouble_of(error: OSError, place: Path) -> Trouble:
    reason = _REASONS.get(error.errno or 0, Reason.OTHER)
    return Trouble(reason, place, str(error.strerror or error))
