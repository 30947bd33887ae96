"""Raises the limit of open files, so that every phone can connect."""

from __future__ import annotations

KEPT_FREE = 64
"""Files the program opens in addition to connections: journal, boxes, exports."""
_NO_LIMIT = 1 << 20


def raise_limit() -> int:
    """Raise the soft limit of open files to the hard limit; returns it.

    The soft limit is 256 on some machines: with more phones than that, accepting a connection would fail
    repeatedly in the event loop.
    """
    try:
        import resource
    except ImportError:  # This machine has no such limit.
        return _NO_LIMIT
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _NO_LIMIT if hard == resource.RLIM_INFINITY else hard
    if soft == resource.RLIM_INFINITY or soft >= most:
        return most
    for wanted in (most, 10_240):
        # macOS reports no limit and allows 10,240.
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (OSError, ValueError):
            continue
        return wanted
    return soft
