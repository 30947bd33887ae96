"""Reads what a series hands on when a session of it is opened."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from session.model.carried import Carried
from session.model.recap import Recap
from session.model.state import replace
from session.rules.carry_over import carried
from store.exports.placing import ExportRefused
from store.library.ending import pending
from store.library.recaps import folded, recap_on_disk, recap_to_store, series_of
from store.library.series import Series, series_id
from store.library.series_journal import reported
from store.library.storage import NewerStore, is_as_saved
from store.library.sums import as_agreed
from store.paths import Home


def carried_over(home: Home, name: str, late: Iterable[str] | None = None) -> Carried:
    """Return what the series called ``name`` hands on to its next session; empty outside a series.

    late: the sessions, of any series, that ended and whose recaps are not stored yet; ``None`` looks for them. Raises UnreadableStore, NewerStore and OSError.
    """
    if not name:
        return Carried()
    sid = series_id(name)
    # Before what is stored is read, as in `recaps_of`.
    waiting = _not_stored(home, sid, late)
    recaps = _with_late(_checked(home, sid), waiting)
    return _with_owners(home, carried(recaps, reported(home, sid)), recaps)


def _checked(home: Home, sid: str) -> Iterator[Recap]:
    if not home.series_file(sid).exists():
        return
    with Series(home, sid, writable=False) as series:
        newest = series.recaps()
    for kept in newest:
        with suppress(ExportRefused):
            # A recap that fails its integrity check is regenerated from its journal, if that exists.
            whole = kept.recap if as_agreed(home, kept) else None
            yield whole or recap_on_disk(home, kept.session)


def recaps_of(home: Home, sid: str) -> tuple[Recap, ...]:
    """Return the same recaps as `stored_recaps`, and that of a session which ended and is not stored yet.

    Raises UnreadableStore and OSError.
    """
    # Looked for first: what is stored in the meantime is in the store.
    late = _not_stored(home, sid)
    return _with_late(stored_recaps(home, sid), late)


def stored_recaps(home: Home, sid: str) -> tuple[Recap, ...]:
    """Return the newest recap of each session of a series, oldest session first, without those that fail their
    own check. Raises UnreadableStore and OSError.
    """
    path = home.series_file(sid)
    if not path.exists():
        return ()
    with Series(home, sid, writable=False) as series:
        if is_as_saved(path.read_bytes()):
            # The file's own checksum is far quicker than that of each of 200 recaps.
            newest: dict[str, Recap] = {}
            for recap in series.every_version():
                if recap.version >= newest.get(recap.session, recap).version:
                    newest[recap.session] = recap
            found = list(newest.values())
        else:
            found = [kept.recap for kept in series.recaps() if kept.recap and kept.whole]
    return tuple(sorted(found, key=lambda recap: recap.stamp))


def _not_stored(home: Home, sid: str, late: Iterable[str] | None = None) -> tuple[Recap, ...]:
    """Return the recaps of ended sessions that are not stored yet, from their journals: some program is storing them,
    or the disk refused.
    """
    found: list[Recap] = []
    with suppress(NewerStore):
        if late is None:
            late = [one.session for one in pending(home, keep_index=False)]
        for session in late:
            if series_id(series_of(home, session) or "") == sid:
                with suppress(ExportRefused):
                    found.append(recap_to_store(home, session))
    return tuple(found)


def _with_late(stored: Iterable[Recap], late: Iterable[Recap]) -> tuple[Recap, ...]:
    known = {one.session: one for one in stored}
    for one in late:
        was = known.get(one.session)
        # What was agreed stays, until a later version follows it.
        if not (was and was.agreed and was.version >= one.version):
            known[one.session] = one
    return tuple(sorted(known.values(), key=lambda recap: recap.stamp))


def _with_owners(home: Home, left: Carried, recaps: Sequence[Recap]) -> Carried:
    """Add the owner of each action, whom recaps omit without consent.

    Only the sessions' journals have them, the newest also those of earlier ones. If a journal is missing, its
    owners stay unknown.
    """
    wanted = {one.id for recap in recaps for one in recap.actions} & {
        one.id for one in left.actions
    }
    owners: dict[str, str] = {}
    for recap in reversed(recaps):
        if not wanted - owners.keys():
            break
        with suppress(ExportRefused):
            state = folded(home, recap.session).state
            before = {one.id: one.owner for one in state.carried.actions}
            owners = {**before, **{key: one.who for key, one in state.actions.items()}, **owners}
    actions = tuple(replace(one, owner=owners.get(one.id, "")) for one in left.actions)
    return replace(left, actions=actions)
