"""The result of forgetting, as a value, and the sentences that report it without the name (P46)."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from session.wording.catalogue import say


class Receipt(Struct, frozen=True):
    """What was forgotten. Never contains the name.

    left: files under the data folder that still contain the name; empty for a forgotten session
    theirs: files of other programs in the folder of a forgotten session, which were left
    troubles: steps that failed, one sentence each
    """

    person: bool
    sessions: int = 0
    recaps: int = 0
    exports: int = 0
    left: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()
    also_a_word: bool = False

    @property
    def done(self) -> bool:
        """Whether everything on this laptop is deleted."""
        return not self.left and not self.troubles


def counts(sessions: int, recaps: int, exports: int) -> dict[str, str | int]:
    """Return the three numbers in words, as arguments of the sentences about forgetting."""
    return {
        "sessions": say("cli.sessions", n=sessions),
        "recaps": say("forget.recaps", n=recaps),
        "exports": say("forget.exports", n=exports),
    }


def main_sentence(told: Receipt) -> str:
    """Return the one sentence that summarises the changes."""
    values = counts(told.sessions, told.recaps, told.exports)
    return say("forget.person_done" if told.person else "forget.session_done", **values)


def sentences(told: Receipt, at: datetime) -> tuple[str, ...]:
    """Return the whole receipt, one sentence per line; ``at`` is its aware time."""
    lines = [say("forget.when", when=f"{at:%Y-%m-%d %H:%M %Z}"), main_sentence(told)]
    if told.also_a_word:
        lines.append(say("forget.also_a_word"))
    if told.left:
        lines += [say("forget.left", n=len(told.left)), *(f"  {name}" for name in told.left)]
        lines.append(say("forget.left_why"))
    if told.theirs:
        lines += [say("forget.theirs", n=len(told.theirs)), *(f"  {name}" for name in told.theirs)]
    lines += told.troubles
    if told.person and not told.done:
        lines.append(say("forget.again"))
    lines.append(say("forget.counts_stay" if told.person else "forget.carried_over"))
    lines.append(say("forget.out_of_reach"))
    if told.person:
        lines.append(say("forget.named_after"))
    return tuple(lines)
