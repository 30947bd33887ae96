"""What a strike has achieved and what is left, in sentences without the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from session.envelope import Unreadable
from session.wording.catalogue import say
from store.journal.repair import ForeignJournal
from store.refusal import Refusal


@dataclass
class Outcome:
    """The result of a strike, in sentences without the words.

    left: what is left to do here, and why; the note is kept until this is empty
    elsewhere: what is left to do in other sessions, each of which has its own note
    untouched: files of other programs that contain the words
    away: folders with exports that are not accessible; the note is kept until they are, and nothing waits for
    it
    known: those of them that were reported before
    stands: an entry was to be struck and was not, since the program stopped within the few seconds
    torn: the journal had an unfinished end, which was moved to a separate file
    """

    left: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    untouched: list[str] = field(default_factory=list)
    away: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    is_shown: bool = False
    torn: bool = False

    @property
    def sentences(self) -> tuple[str, ...]:
        torn = (say("home.torn"),) if self.torn else ()
        is_shown = (say("strike.stands"),) if self.is_shown else ()
        away = (one for one in self.away if one not in self.known)
        told = (*self.left, *self.elsewhere, *self.untouched, *away)
        return (*torn, *is_shown, *dict.fromkeys(told))

    @property
    def done(self) -> bool:
        return not (self.left or self.elsewhere or self.away)

    def add(self, other: Outcome) -> None:
        self.left += other.left
        self.elsewhere += other.elsewhere
        self.untouched += other.untouched
        self.away += other.away
        self.known += other.known
        self.is_shown |= other.is_shown
        self.torn |= other.torn


@contextmanager
def step(
    failed: Callable[[str], object], shown: Callable[[str], str] = lambda text: text
) -> Iterator[None]:
    """Tell ``failed`` in a sentence what the disk or a store refused, and go on.

    shown: takes out of the sentence what must not be in it
    """
    try:
        yield
    except (Refusal, ForeignJournal, Unreadable) as refused:
        failed(shown(str(refused)))
    except OSError as refused:
        path, why = shown(str(refused.filename or "")), refused.strerror or "?"
        failed(say("cli.disk", path=path, why=why) if path else say("saving.refused", why=why))
