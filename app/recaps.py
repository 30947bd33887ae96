"""Operations on a session's recap: reading it back, an earlier version, and exporting it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.export_progress import NOBODY, ExportProgress
from app.live_session import LiveSession
from session.model.recap import Recap
from session.model.state import State, replace
from session.views.recap_lines import ReadBack
from session.wording.catalogue import say
from store.paths import Home, private_folder
from store.refusal import Refusal

if TYPE_CHECKING:
    from session.model.open_actions import OpenActions
    from store.exports.registry import Handout
    from store.library.index import SessionRow

DEMO_SPEED = 40.0
"""How much faster than real time the demo is: its two hours take three minutes."""


class NoSuchVersion(Refusal):
    """A recap does not have this version; the text is one plain sentence."""

    def __init__(self, version: int, known: Sequence[int]) -> None:
        versions = ", ".join(map(str, known))
        super().__init__(say("cli.no_version", n=version, versions=versions))


class Altered(Refusal):
    """A version of a recap failed its integrity check; the text is plain sentences."""

    def __init__(self, version: int) -> None:
        super().__init__(say("cli.altered", n=version))


class Recaps:
    """The recaps of a data folder. Every call may wait for the disk: never on the event loop."""

    def __init__(self, home: Home) -> None:
        self.home = home

    def rows(self) -> tuple[SessionRow, ...]:
        """Every session, newest first."""
        # Imported here, like everything that uses TinyDB: 25 ms that the first paint can do without.
        from store.library.listing import sessions

        return sessions(self.home)

    def stored(self, session: str) -> Recap | None:
        """Return the newest stored recap, or ``None``. Raises UnreadableStore and OSError."""
        from store.library.recaps import stored

        return next(reversed(stored(self.home, session)), None)

    def recap(self, session: str, state: State | None = None) -> Recap:
        """Return a session's recap; ``state``: of the session, if it is open here.

        An agreed recap is returned as stored, whatever a later version would make of it. One that failed its
        integrity check is regenerated from the journal, as a new version that is not agreed.
        """
        from store.library.recaps import made_again, recap_on_disk, versions

        if state is None:
            return recap_on_disk(self.home, session)
        from session.views.recap import recap

        if None not in {state.closing.ended_t, state.closing.agreed_t}:
            found = versions(self.home, session)
            kept = next((one for one in found if one.version == state.closing.version), None)
            if kept and kept.recap is None:
                return made_again(state, kept.version)
            if kept and kept.recap and kept.recap.agreed:
                return kept.recap
        return recap(state)

    def open_actions(self, session: str, state: State | None = None) -> OpenActions:
        """Return the open actions with full names, for the facilitator only. Raises ``ExportRefused``."""
        from session.views.by_name import open_actions
        from store.library.recaps import folded, reported_since

        state = state or folded(self.home, session).state
        return open_actions(state, reported_since(self.home, state.meta))

    def version(self, session: str, version: int) -> Recap:
        """Return one version of a session's recap as stored.

        Raises `NoSuchVersion`, and `Altered` for one that failed its integrity check.
        """
        newest = self.recap(session)
        from store.library.recaps import versions

        found = versions(self.home, session)
        for kept in found:
            if kept.version == version:
                if kept.recap is None:
                    raise Altered(version)
                return kept.recap
        if newest.version == version:
            return newest
        raise NoSuchVersion(version, sorted({newest.version, *(one.version for one in found)}))

    def read_back(self, session: str, live: LiveSession | None) -> ReadBack:
        """Return the recap for reading back on the screen; ``live`` is its session if it is open here."""
        from app.recap_lines import read_back

        state = live.runtime.live if live else None
        told = _of(live, self).recap(session, state)
        if live and told.agreed and live.runtime.durable.closing.agreed_t is None:
            # An agreed recap is the one on disk.
            told = replace(told, agreed=False)
        return read_back(live.shown(told) if live else told, state)

    def content(
        self,
        session: str,
        format: str,
        state: State | None = None,
        version: int | None = None,
    ) -> Handout:
        """Return what an export of a session in a format, or in ``all``, is made from.

        state: of the session, if it is open here. version: an earlier one of its recap. Raises
        ``ExportRefused``, `NoSuchVersion` and `Altered`.
        """
        from store.exports.registry import PRIVATE
        from store.library.recaps import to_hand_out

        if format in PRIVATE:
            return self.open_actions(session, state)
        told = self.recap(session, state) if version is None else self.version(session, version)
        return to_hand_out(self.home, told)

    def export(
        self,
        session: str,
        format: str,
        target: Path | None = None,
        witness: ExportProgress = NOBODY,
        *,
        state: State | None = None,
        version: int | None = None,
    ) -> tuple[Path, ...]:
        """Export a session in one format, or in ``all``. Arguments and exceptions as `content`, and ExportsBusy."""
        from store.exports.registry import EVERY, all_of
        from store.exports.writing import writing
        from store.exports.written import hand_out

        written: list[Path] = []
        with writing(self.home, session) as held:
            recap = self.content(session, format, state, version)
            place = target or private_folder(self.home.exports(session))
            names = all_of(recap) if format == "all" and isinstance(recap, Recap) else (format,)
            for nth, name in enumerate(names, start=1):
                if name in EVERY:
                    witness.writing(EVERY[name].title, nth, len(names))
                written += hand_out(held, recap, name, place, beside=witness.beside)
        return tuple(written)

    async def export_all(
        self,
        session: str,
        format: str,
        live: LiveSession | None,
        witness: ExportProgress = NOBODY,
        folder: Path | None = None,
    ) -> tuple[Path, ...]:
        """Export the durable recap of a session, into ``folder`` if given. Raises ``ExportRefused``.

        Private exports go into the session's own folder: others may have access to ``folder``.
        """
        from store.exports.registry import PRIVATE

        if live:
            await live.finish_strikes()
            await live.settled()
        desk = _of(live, self)

        def write() -> tuple[Path, ...]:
            state = live.runtime.durable if live else None
            target = private_folder(folder) if folder and format not in PRIVATE else None
            return desk.export(session, format, target, witness, state=state)

        return await asyncio.to_thread(live.undisturbed if live else _at_once, write)


def _at_once(write: Callable[[], tuple[Path, ...]]) -> tuple[Path, ...]:
    return write()


def _of(live: LiveSession | None, desk: Recaps) -> Recaps:
    """Return the desk of an open session: the demo has its own data folder."""
    return Recaps(live.home) if live else desk
