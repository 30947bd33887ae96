"""Forgetting, for the command line and Home. Every call may wait for the disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.library import Library, NoSuchSession
from session.erase.look_alikes import LookAlike
from session.erase.person import Forgetting, forgetting
from session.erase.receipt import Receipt, counts, sentences
from session.model.folding import folded
from session.model.text import clean
from session.wording.catalogue import say
from store.erase.look_alikes import look_alikes
from store.erase.person import find_person, forget_person
from store.erase.session import find_session, forget_session
from store.refusal import Refusal


class CannotForget(Refusal):
    """No person or session is meant, or it can't be forgotten now; the text is one plain sentence."""


@dataclass(frozen=True)
class Aim:
    """The person or session to be forgotten, and the question to confirm it."""

    question: str
    session: str = ""
    person: Forgetting | None = None
    alike: tuple[LookAlike, ...] = ()
    """Other strings that may name the person. They are kept, unless somebody confirms that they mean them."""
    others: frozenset[str] = frozenset()
    """Full names of other people that contain a part of the name."""
    here: str = ""

    def forgetting(self, also: Sequence[str] = ()) -> Forgetting | None:
        """Return the erasure of the person, including other names for them, such as some of ``alike``."""
        if self.person is None:
            return None
        wanted = {folded(one) for one in also}
        kept = (one.text for one in self.alike if folded(one.text) not in wanted)
        keep = tuple({*kept, *(self.others - wanted)})
        return replace(self.person, also=tuple(also), keep=keep)


def aim_at(desk: Library, who: str, here: str = "") -> Aim:
    """Return what ``who`` means: a session's id or an unambiguous prefix of one, else a person's name.

    here: the session that this process has open. Raises CannotForget, NoSuchSession and the store's
    exceptions for unreadable files.
    """
    session = _session(desk, who)
    return aim_at_session(desk, session, here) if session else aim_at_person(desk, who, here)


def aim_at_session(desk: Library, session: str, here: str = "") -> Aim:
    """Return the aim for a session."""
    if session == here:
        raise CannotForget(say("forget.here"))
    found = find_session(desk.home, session)
    title = next((clean(row.title) for row in desk.rows() if row.id == session), "")
    values = counts(found.sessions, found.recaps, found.exports)
    asked = say("forget.session_ask", title=title or say("home.untitled"), **values)
    return Aim(asked, session=session)


def aim_at_person(desk: Library, who: str, here: str = "") -> Aim:
    """Return the aim for all people with one name."""
    name = clean(who).strip()
    person = _forgetting(name)
    alike, others = look_alikes(desk.home, person.name)
    aim = Aim("", person=person, alike=alike, others=others, here=here)
    found = find_person(desk.home, aim.forgetting() or person)
    if not found.any and not alike:
        raise CannotForget(say("forget.nobody", name=name))
    if here in found.sessions:
        raise CannotForget(say("forget.here"))
    asked = say("forget.person_ask", **counts(len(found.sessions), found.recaps, found.exports))
    if not found.listed:
        asked = f"{say('forget.unlisted')} {asked}"
    return replace(aim, question=asked)


def alike_question(one: LookAlike) -> str:
    """Return the question whether a look-alike means the same person."""
    return say("forget.alike_ask", text=one.text, n=one.n)


def forget(desk: Library, aim: Aim, also: Sequence[str] = ()) -> Receipt:
    """Forget permanently. Raises InUse, before anything was changed, CannotForget and the store's exceptions.

    also: other names of the same person.
    """
    for one in also:
        _forgetting(one)
    person = aim.forgetting(also)
    if person is None:
        return forget_session(desk.home, aim.session)
    if also and aim.here in find_person(desk.home, person).sessions:
        raise CannotForget(say("forget.here"))
    return forget_person(desk.home, person)


def _forgetting(name: str) -> Forgetting:
    try:
        return forgetting(name)
    except ValueError as refused:
        raise CannotForget(say("forget.no_name", name=name)) from refused


def receipt(told: Receipt) -> str:
    """Return the receipt as of now, one sentence per line."""
    return "\n".join(sentences(told, datetime.now(UTC).astimezone()))


def _session(desk: Library, who: str) -> str:
    """Return the session that ``who`` identifies; empty if none."""
    known = sorted({*desk.home.session_ids(), *(row.id for row in desk.rows())})
    if who in known:
        return who
    found = [session for session in known if session.startswith(who)] if who else []
    if len(found) > 1:
        raise NoSuchSession(say("home.several_sessions", session=who, n=len(found)))
    return found[0] if found else ""
