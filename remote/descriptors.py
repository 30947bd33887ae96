"""How many connections the machine lets one program have."""

from __future__ import annotations

KEPT_FREE = 64
"""Files the program opens besides: journal, boxes, exports."""
_NO_LIMIT = 1 << 20


def raise_limit() -> int:
    """Allow this program as many open files as the machine lets it have; returns how many.

    The soft limit is 256 on some machines: with more phones than that every further connection
    would fail, over and over, in the event loop.
    """
    try:
        import resource
    except ImportError:  # No such limit on this machine.
        return _NO_LIMIT
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _NO_LIMIT if hard == resource.RLIM_INFINITY else hard
    if soft == resource.RLIM_INFINITY or soft >= most:
        return most
    for wanted in (most, 10_240):
        # macOS names no limit and allows 10,240.
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (OSError, ValueError):
            continue
        return wanted
    return soft
