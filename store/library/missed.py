"""Which sessions of a series somebody missed, and what they promised in it: read from its sessions' journals.

Private: only the journals say who came, and who takes on what.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from msgspec import Struct

from session.model.folding import folded
from session.model.recap import Recap
from session.model.series import SeriesState
from session.rules.people import came
from session.rules.unlisted import BETWEEN_NAMES
from store.exports.placing import ExportRefused
from store.library.recaps import folded as replayed
from store.paths import Home


class Missed(Struct, frozen=True):
    """The ids of the sessions; since which date reports count, empty for all; ids of what the person has promised."""

    sessions: frozenset[str]
    since: str = ""
    own: frozenset[str] = frozenset()


def missed_since(recaps: Sequence[Recap], since: str) -> Missed:
    """Return the sessions held on or after an ISO date. ``recaps``: the newest of each, the oldest first."""
    of = frozenset(one.session for one in recaps if one.date >= since)
    return Missed(of, since if since > recaps[0].date else "")


def missed_by(home: Home, recaps: Sequence[Recap], reports: SeriesState, name: str) -> Missed:
    """Return the sessions after the last one to which somebody came; all of them if they came to none.

    reports: of the series; promises made in it between the sessions are the person's own, too

    A session whose journal is missing or damaged counts as missed.
    """
    wanted = folded(name)
    open_actions = {action.id for recap in recaps for action in recap.actions}
    missed: set[str] = set()
    own = {one.id for one in reports.promises.values() if wanted in _names(one.who)}
    since = ""
    for recap in reversed(recaps):
        if since and not open_actions:
            break
        with suppress(ExportRefused):
            state = replayed(home, recap.session).state
            own |= {
                one.id for one in state.actions.values() if wanted in _names(one.who)
            } & open_actions
            if not since and any(folded(one.name) == wanted for one in came(state)):
                since = recap.date
        open_actions -= {action.id for action in recap.actions}
        if not since:
            missed.add(recap.session)
    return Missed(frozenset(missed), since, frozenset(own))


def _names(line: str) -> set[str]:
    return {folded(one) for one in BETWEEN_NAMES.split(line)[::2]}
