"""Checks everything that is stored, reports what is damaged, and repairs what can be repaired."""

from __future__ import annotations

from session.wording.catalogue import say
from store.checks.findings import Finding, Report
from store.checks.library import check_library
from store.checks.session import check_session
from store.library.listing import put_aside
from store.paths import Home


def verify(home: Home, *, repair: bool = False) -> Report:
    """Read every journal, series and the index.

    repair: truncate unfinished ends (keeping them in a separate file), regenerate the index, and move
    unreadable series files aside: their recaps are stored again at the next start.
    """
    findings: list[Finding] = []
    for session_id in home.session_ids():
        findings += check_session(home, session_id, repair=repair)
    for path, aside in put_aside(home) if repair else ():
        told = say("home.put_aside", path=path.name, aside=aside.name)
        findings.append(Finding(path, "unreadable", told, mended=True))
    newer = any(one.kind == "newer" for one in findings)
    findings += check_library(home, repair=repair, newer=newer)
    return Report(len(home.session_ids()), len(home.series_ids()), tuple(findings))
