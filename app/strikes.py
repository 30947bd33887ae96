"""The life cycle of a session's strikes: pending, written, removed from every file, and followed up.

Theory of operation. `Strikes.begin` hides an entry. The app's timer calls `due` periodically and runs the
returned coroutine: a pending strike is written when its time has passed, and every struck entry, from
whichever source, is removed from every file. A failed removal (a lock, a full disk) stays on the list,
stays hidden by `shown`, and is due again `RETRY_S` later; closing the session tries once more, and after
that the note on disk records it.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from session.erase.areas import texts_in
from session.erase.entries import whole_texts
from session.erase.walk import EntryErasure
from session.model.lifecycle import Strike, StrikeArea
from session.model.state import Rejected
from session.runtime import Runtime
from session.wording.catalogue import say
from store.disk import REAL, Disk
from store.journal.writer import JournalWriter, NotSaved
from store.paths import Home
from store.refusal import Refusal

if TYPE_CHECKING:
    from store.erase.outcome import Outcome

T = TypeVar("T")
Said = tuple[str, frozenset[str]]
"""The id of a removed entry, and its texts (see `whole_texts`)."""

RETRY_S = 5.0
"""Interval for retrying a failed removal, in seconds."""
REWRITE_S = 5.0
"""How long the disk may take to rewrite the journal, in seconds, before other tasks continue."""


class StrikeUnfinished(Refusal):
    """A strike could not be finished; the text says what is left."""


class Strikes:
    """The strikes of one open session. Called on one thread; waiting for the disk is awaited.

    settled: waits until everything is on disk, or raises NotSaved. changed: called when views must be redrawn.
    """

    def __init__(
        self,
        home: Home,
        session_id: str,
        runtime: Runtime,
        writer: JournalWriter,
        *,
        settled: Callable[[], Awaitable[None]],
        changed: Callable[[], None],
        disk: Disk,
    ) -> None:
        self._home, self._session_id, self._disk = home, session_id, disk
        self._runtime, self._writer = runtime, writer
        self._settled, self._changed = settled, changed
        self.on_taken_out: Callable[[Outcome], None] = lambda _: None
        """Called on the loop when words were removed, or a new failure occurred, with the sentences to show."""
        self.erasing = threading.Lock()
        """Held, off the loop, while words are removed and while files are made from the session."""
        self._struck: list[EntryErasure] = []
        """Struck entries whose words may still be on disk."""
        self._said: list[tuple[Strike, frozenset[str]]] = []
        self._pending_until = 0.0
        self._again_at = 0.0
        self._taking_out = 0
        self._rewrites: dict[tuple[str, str], Future[None]] = {}
        """Rewrites of the journal that are not on disk yet, by area and id of the entry."""
        self.rewrite_s = self._patience_s = REWRITE_S
        self._refused: tuple[str, ...] = ()
        """The failures of the last try, which are not reported again."""

    @property
    def unfinished(self) -> bool:
        """Whether words of a struck entry may still be on disk."""
        return bool(self._struck)

    def begin(self, area: StrikeArea, key: str, until: float = 0.0) -> Rejected | None:
        """Hide an entry from every view, until an undo cancels the strike or it is written.

        It is written at ``until``, on the clock of `due`. An earlier pending strike is written now.
        """
        strike = Strike(area=area, key=key)
        said = whole_texts(area, texts_in(self._runtime.live, area).get(key, ()))
        refused = self._runtime.begin_strike(strike)
        if refused is None:
            self._pending_until = until
            self._said.append((strike, said))
        self._changed()
        return refused

    async def note(self) -> None:
        """Save a note of the pending strike, so that the next start can report that it was not done. Raises OSError."""
        if pending := self._runtime.pending:
            await asyncio.to_thread(self._note, pending)

    def _note(self, strike: Strike) -> None:
        from store.erase.notes import Note, leave

        with self.erasing:
            if strike == self._runtime.pending:
                leave(self._home, self._session_id, Note(strike.area, strike.key), self._disk)

    def put_back(self, strike: Strike) -> None:
        """Discard a strike that undo cancelled; every view shows its entry again."""
        self._said = [one for one in self._said if one[0] is not strike]
        self._changed()

    async def remove_note(self, strike: Strike) -> None:
        """Remove the note of a cancelled strike. Raises OSError."""
        await asyncio.to_thread(self._remove_note, strike)

    def _remove_note(self, strike: Strike) -> None:
        from store.erase.notes import Note, remove

        with self.erasing:
            if strike != self._runtime.pending:
                remove(self._home, self._session_id, Note(strike.area, strike.key), self._disk)

    def due(self, now: float) -> Callable[[], Awaitable[object]] | None:
        """Return the coroutine function to run at ``now``, in seconds of any monotonic clock."""
        if self._runtime.pending and now >= self._pending_until:
            self._again_at = now + RETRY_S
            return self.finish
        if self._taking_out:
            self._again_at = now + RETRY_S
        if self._struck and now >= self._again_at:
            self._again_at = now + RETRY_S
            return self._again
        return None

    async def finish(self) -> Outcome:
        """Write the pending strike, and remove all struck words from every file.

        Raises NotSaved if the strike itself is not on disk.
        """
        from store.erase.outcome import Outcome

        self._runtime.carry_out()
        return await self._take_out() if self._struck else Outcome()

    async def finish_before_handing_out(self, session_id: str = "") -> None:
        """Finish all strikes before this session, or another one, is exported.

        Raises NotSaved, and StrikeUnfinished if words are still in what would be exported.
        """
        told = await self.finish()
        if bool(told.left) and await asyncio.to_thread(
            self._is_still_told, session_id or self._session_id
        ):
            raise StrikeUnfinished(" ".join(told.sentences))

    def _is_still_told(self, session_id: str) -> bool:
        from store.exports.placing import ExportRefused
        from store.library.recaps import recap_on_disk

        with suppress(ExportRefused):
            stored = recap_on_disk(self._home, session_id, 0)
            return self.shown(stored) is not stored
        return False

    def shown(self, value: T) -> T:
        """Return a stored value, such as a recap, without struck words that may still be on disk."""
        value = self._runtime.shown(value)
        for erasure in tuple(self._struck):
            value = erasure.value(value)
        return value

    def holds(self, text: str) -> bool:
        """Return whether a text has the words of an entry that is being struck."""
        from session.erase.word_search import Phrase

        return any(Phrase(word).holds(text) for _, said in self._said for word in said)

    def said(self) -> tuple[Said, ...]:
        """Return, once, the texts of entries that were removed: other entries may have the same text."""
        waiting = {one.key for one in self._struck}
        if self._runtime.pending:
            waiting.add(self._runtime.pending.key)
        out = tuple((one.key, said) for one, said in self._said if one.key not in waiting)
        self._said = [one for one in self._said if one[0].key in waiting]
        return out

    async def _again(self) -> None:
        # The failure to save is reported elsewhere.
        with suppress(Refusal):
            await self._take_out()

    async def _take_out(self) -> Outcome:
        self._taking_out += 1
        try:
            await self._settled()
            told, any_done = await asyncio.to_thread(self._take_out_all)
        finally:
            self._taking_out -= 1
        if any_done or told.sentences != self._refused:
            self._refused = told.sentences
            self.on_taken_out(told)
        self._changed()
        return told

    def _take_out_all(self) -> tuple[Outcome, bool]:
        from store.erase.outcome import Outcome
        from store.erase.strike import carry_out, note_of

        told, any_done = Outcome(), False
        with self.erasing:
            self._patience_s = self.rewrite_s
            # Another task may have done some of it in the meantime.
            for strike in tuple(self._struck):
                try:
                    one = carry_out(
                        self._home,
                        self._session_id,
                        note_of(strike),
                        self._rewrite,
                        words=strike.words,
                        disk=self._disk,
                    )
                except OSError as refused:
                    why = refused.strerror or str(refused)
                    one = Outcome(left=[say("saving.refused", why=why)])
                told.add(one)
                if not one.left:
                    self._struck.remove(strike)
                    any_done = True
        return told, any_done

    def _rewrite(self, erasure: EntryErasure, clean: Callable[[bytes], bytes]) -> None:
        """Clean the session's own journal. Raises NotSaved if the disk does not finish in time."""
        place = erasure.area, erasure.key
        if place not in self._rewrites:
            self._rewrites[place] = self._writer.rewrite(clean, erasure.in_damage)
        rewrite = self._rewrites[place]
        wait([rewrite], self._patience_s)
        if not rewrite.done():
            self._patience_s = 0.0
            trouble = self._writer.trouble
            raise NotSaved(trouble.say if trouble else say("refused.not_saved"))
        del self._rewrites[place]
        rewrite.result()

    def take_out(self, erasure: EntryErasure) -> None:
        """Have the words of an entry that was struck removed from every file, when `due` is asked next."""
        self._struck.append(erasure)


def unfinished_strikes(
    home: Home, session_id: str, disk: Disk = REAL, *, struck: bool = False
) -> tuple[str, ...]:
    """Finish the strikes of a session, including those of other processes; returns sentences to show.

    For a session that only the caller has open, and whose journal nobody writes. ``struck``: a strike may
    exist that has no note.
    """
    if not struck and not home.strikes(session_id).is_dir():
        return ()
    from store.erase.unfinished import finish

    return finish(home, session_id, disk=disk).sentences
