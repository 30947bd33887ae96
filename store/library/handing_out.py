"""What an export is made from, as it is on disk: a recap, open actions by name, or a page for who missed something."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from session.model.catch_up import CatchUp
from session.model.recap import Recap
from store.library.carry_over import recaps_of
from store.library.recaps import as_it_is, folded, recap_on_disk, reported_since, to_hand_out
from store.library.series_journal import reported
from store.paths import Home

if TYPE_CHECKING:
    from session.views.side import OneSide
    from store.exports.written import Exported


def handed_out(
    home: Home,
    session_id: str,
    format: str,
    version: int = 0,
    about: CatchUp | None = None,
    *,
    clean: Callable[[Recap], Recap] = as_it_is,
    payload: Callable[[bytes], bytes] = as_it_is,
    without: str = "",
) -> Exported | None:
    """Return the content of an export in a format: a recap, data that is only in the journal, or the page ``about``.

    without: a session that is left out of that page. Nothing if no session of it is left.
    """
    # Here, since every start looks at recaps and few make a file.
    from session.views.by_name import open_actions
    from store.exports.registry import PRIVATE

    if about:
        return side_of(home, about, clean=clean, payload=payload, without=without)
    if format in PRIVATE:
        state = folded(home, session_id, payload).state
        return open_actions(state, reported_since(home, state.meta, payload))
    told = recap_on_disk(home, session_id, version, clean=clean, payload=payload)
    return to_hand_out(home, told, payload)


def side_of(
    home: Home,
    about: CatchUp,
    *,
    clean: Callable[[Recap], Recap] = as_it_is,
    payload: Callable[[bytes], bytes] = as_it_is,
    without: str = "",
) -> OneSide | None:
    """Return the page for who missed something, without one of its sessions; nothing if none is left.

    Raises UnreadableStore and OSError.
    """
    from session.views.catch_up import catch_up
    from session.views.side import LARGE, NORMAL

    found = recaps_of(home, about.series)
    wanted = {*about.of} - {without}
    recaps = [clean(one) for one in found if one.session in wanted]
    if not recaps:
        return None
    told = reported(home, about.series, payload)
    sheet = LARGE if about.large else NORMAL
    return catch_up(recaps, told, about.missed, about.since, about.on, about.own, sheet)
