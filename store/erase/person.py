"""Forget a person: removes the name from every file of the data folder; counts stay correct (P46).

No file records that a forgetting is in progress, since that would contain the name. Repeating the
command after a crash finishes it: each step leaves the traces by which the next run finds the later steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from session import envelope
from session.envelope import Unreadable
from session.erase.person import Forgetting
from session.erase.receipt import Receipt
from session.evolve import evolve
from session.model.people import NameNoted, WordsAllowed
from session.model.state import State
from session.rules.allowed import words_at
from session.wording.catalogue import say
from store.disk import REAL, Disk, replace_whole
from store.erase import forgetting
from store.erase.catch_ups import catch_ups_again
from store.erase.outcome import step
from store.erase.plans import forget_in_plan
from store.erase.search import Search, Traces
from store.erase.spelling import Spelling
from store.erase.stores import Name, Stores
from store.exports.records import Record, drop_paths, records
from store.exports.written import make_again, recognise
from store.journal.format import scan
from store.journal.repair import ForeignJournal, rewritten_where
from store.library.handing_out import handed_out
from store.library.newer_places import settle_all
from store.library.recaps import every_recap
from store.library.series import Series
from store.library.storage import UnreadableStore
from store.library.stored_recap import NOTHING_READY, Cleaned
from store.library.sums import TELLING, with_new_sums
from store.owner import AlreadyOpen, held
from store.paths import Home, resolved
from store.refusal import Refusal

IN_A_SESSION: tuple[Name, ...] = ("exports", "ending", "copies", "journal")
"""The order in which a session is cleaned.

A compressed export can't be searched: the name in the journal shows that the exports must be regenerated. Only the
journal maps entries to people, so it is cleaned last.
"""


class InUse(Refusal):
    """A session that would change is open in another process; nothing was changed."""

    def __init__(self, session: str, why: AlreadyOpen) -> None:
        super().__init__(say("forget.in_use", session=session, why=str(why)))
        self.session = session


def find_person(home: Home, forget: Forgetting) -> Traces:
    """Return where `forget_person` would change something. Raises OSError."""
    return Search(home, forget).traces()


def forget_person(home: Home, forget: Forgetting, *, disk: Disk = REAL) -> Receipt:
    """Remove a person from every session, recap, export and index, including agreed recaps.

    Steps that fail are reported in the receipt, and the others still run. Raises InUse, before anything was
    changed, and OSError if the folder can't be read. Repeating it finishes what was left.
    """
    left_away = settle_all(home, disk)[1]
    search = Search(home, forget)
    found = search.traces()
    troubles = list(left_away)
    with ExitStack() as locks:
        for session_id in found.sessions:
            try:
                locks.enter_context(held(home.session_dir(session_id)))
            except AlreadyOpen as taken:
                raise InUse(session_id, taken) from taken
        ready = _ready(home, forget, found)
        cleaned = (one for of_series in ready.values() for one in of_series.values())
        sums = {old: new for one in cleaned for old, new in one.sums.items()}
        noted = _noted(ready)
        for session_id, of_session in noted.items():
            with step(troubles.append, forget.text):
                forgetting.leave(home, session_id, of_session, disk)
        clean: dict[str, tuple[Record, ...]] = {}
        for session_id, entries in found.sessions.items():
            marks = _marks(home.journal(session_id), session_id, forget)
            mine = replace(forget, entries=entries, marks=marks)
            one = _Session(home, session_id, mine, search.look, sums, disk)
            for store in IN_A_SESSION:
                with step(troubles.append, forget.text):
                    one.clean(store)
                if store == "exports":
                    clean[session_id] = records(home, session_id)
        _shared(home, forget, found, search.look, troubles, ready, disk)
        for session_id, known in clean.items():
            # What another program exported before the journal was clean.
            with step(troubles.append, forget.text):
                made = partial(handed_out, home, session_id)
                troubles += map(
                    forget.text, make_again(home, session_id, made, disk, but=known).left
                )
        for session_id in noted if not troubles else ():
            with step(troubles.append, forget.text):
                forgetting.remove(home, session_id, disk)
    for session_id in forgetting.noted(home) if not troubles else ():
        # From an earlier try, which came further than its own notes.
        with (
            step(troubles.append, forget.text),
            suppress(AlreadyOpen),
            held(home.session_dir(session_id)),
        ):
            forgetting.finish(home, session_id, disk)
    with step(troubles.append, forget.text):
        pages = catch_ups_again(home, disk)
        troubles += map(forget.text, (*pages.left, *pages.away))
    still = tuple(search.everywhere())
    for session_id in home.session_ids():
        with step(troubles.append, forget.text):
            # A file named after the person and changed by its owner is theirs, but its record contains the
            # name.
            drop_paths(home, session_id, lambda path: search.look.within(path.encode()), disk)
    folders = {home.written(session_id) for session_id in home.session_ids()}
    left = tuple(_place(home, path, search, forget) for path in still if path.parent not in folders)
    return Receipt(
        person=True,
        sessions=len(found.sessions),
        recaps=found.recaps,
        exports=found.exports,
        left=left,
        troubles=tuple(dict.fromkeys(troubles)),
        also_a_word=forget.also_a_word,
    )


def _ready(home: Home, forget: Forgetting, found: Traces) -> dict[str, dict[str, Cleaned]]:
    """Return the cleaned recaps of each series, before any of them is replaced."""
    ready: dict[str, dict[str, Cleaned]] = {}
    for sid in found.series:
        with suppress(UnreadableStore, OSError), Series(home, sid, writable=False) as series:
            ready[sid] = series.without(forget, found.cleaned.get(sid, NOTHING_READY))
    return ready


def _noted(ready: Mapping[str, Mapping[str, Cleaned]]) -> dict[str, dict[str, str]]:
    """Return what the checksums of each session's recaps become."""
    noted: dict[str, dict[str, str]] = {}
    for of_series in ready.values():
        for one in of_series.values():
            if one.sums:
                noted.setdefault(str(one.was["session"]), {}).update(one.sums)
    return noted


def _marks(path: Path, session_id: str, forget: Forgetting) -> frozenset[str]:
    """Return the marks of all texts with the name that people said yes to, as the journal tells."""
    found = set[str]()
    with suppress(OSError):
        data = path.read_bytes()
        payloads = scan(data, session_id).payloads if b'"WordsAllowed"' in data else ()
        state = State()
        for payload in payloads:
            with suppress(Unreadable, KeyError, ValueError, IndexError):
                read = envelope.head(payload)
                if (event := envelope.fact(read)) is None:
                    continue
                state = evolve(state, event, read.t)
                if isinstance(event, WordsAllowed) and any(
                    map(forget.holds, words_at(state, event.area, event.key))
                ):
                    found.add(event.mark)
    return frozenset(found)


def _shared(
    home: Home,
    forget: Forgetting,
    found: Traces,
    look: Spelling,
    troubles: list[str],
    ready: Mapping[str, Mapping[str, Cleaned]],
    disk: Disk,
) -> None:
    """Clean what belongs to more than one session."""

    def plan(path: str) -> None:
        forget_in_plan(home, Path(path), forget, look, disk)

    stores = Stores(home, forget, disk, forget.payload, ready=ready, by_hand={"plans": plan})
    there: dict[Name, Iterable[str]] = {
        "series": found.series,
        "reports": found.reports,
        "plans": map(str, found.plans),
        "index": ("",) if found.index else (),
        "log": ("",) if found.log else (),
    }
    for store, those in there.items():
        for one in those:
            with step(troubles.append, forget.text):
                stores.clean(store, one)
    troubles += [forget.text(str(one)) for one in stores.unreadable]


class _Session:
    """Cleans the stores of one session."""

    def __init__(
        self,
        home: Home,
        session_id: str,
        forget: Forgetting,
        look: Spelling,
        sums: Mapping[str, str],
        disk: Disk,
    ) -> None:
        self._home, self._id, self._disk = home, session_id, disk
        self._forget = forget
        self._look = look
        self._sums = sums
        by_hand: dict[Name, Callable[[str], None]] = {
            "exports": self._exports,
            "journal": self._journal,
        }
        self._stores = Stores(home, forget, disk, self._clean, by_hand=by_hand)
        # The note of an unlisted name is about the person without containing the name; a line with a changed
        # checksum has to be cleaned too, and is found by its kind, not by the checksums of all sessions.
        noted = NameNoted.__name__.encode()
        keys = (*forget.entries, *forget.marks)
        self._keys = [noted, *(key.encode() for key in keys), *(TELLING if sums else ())]

    def clean(self, store: Name) -> None:
        self._stores.clean(store, self._id)

    def _exports(self, _: str) -> None:
        """Regenerate the exports that Fairsay wrote, wherever they are."""
        recognise(self._home, self._id, partial(every_recap, self._home, self._id), self._disk)
        made = partial(
            handed_out,
            self._home,
            self._id,
            clean=self._forget.value,
            payload=self._clean,
        )
        again = make_again(self._home, self._id, made, self._disk)
        told = (*again.left, *again.away)
        if told:
            raise _NotAgain(" ".join(told))

    def _journal(self, _: str) -> None:
        path = self._home.journal(self._id)
        if path.is_symlink() and not path.exists():
            raise _NotAgain(say("forget.away", session=self._id))
        if not path.exists():
            return
        there = resolved(path)
        data = self._disk.read(there)
        if (
            scan(data[: data.find(b"\n") + 1], self._id).last_n == 0
            and scan(data, self._id).foreign
        ):
            raise ForeignJournal(path)
        cleaned = rewritten_where(data, self._id, self._look.lines(data, self._keys), self._clean)
        if cleaned != data:
            replace_whole(there, cleaned, self._disk)

    def _wanted(self, line: bytes) -> bool:
        """Return whether a line may contain the name, or an id of an entry with it."""
        return self._look.may_be_in(line) or any(map(line.__contains__, self._keys))

    def _clean(self, payload: bytes) -> bytes:
        try:
            cleaned = self._forget.payload(payload) if self._wanted(payload) else payload
            return with_new_sums(cleaned, self._sums)
        except Unreadable:
            # From a newer version: unknown, so unchanged; the final search reports the file.
            return payload


class _NotAgain(Refusal):
    """A step failed; its text is one sentence."""


def _place(home: Home, path: Path, search: Search, forget: Forgetting) -> str:
    """Return a file's path relative to the data folder, without the name."""
    shown = path.parent if search.names_a_file(path) else path
    inside = shown.is_relative_to(home.root)
    return forget.text(shown.relative_to(home.root).as_posix() if inside else str(shown))
