"""The kind of a line written in the one text box: by the current item or by its first word."""

from __future__ import annotations

from typing import Literal, get_args

from session.model.state import State
from session.wording.catalogue import say

WriteKind = Literal["note", "idea", "park", "decided", "but", "to-do", "word", "online"]
KINDS: tuple[WriteKind, ...] = get_args(WriteKind)


def usual_kind(state: State) -> WriteKind:
    """Return the kind that belongs to the current item; a note for all other items."""
    item = state.items.get(state.clock.current)
    match item.kind if item else "":
        case "ideas":
            return "idea"
        case "decision":
            return "decided"
        case _:
            return "note"


def read_kind(text: str, usual: WriteKind) -> tuple[WriteKind, str]:
    """Return the kind given by the first word, and the rest of the line; else ``usual`` and the whole line."""
    for kind in KINDS:
        word = say(f"write.first.{kind}")
        if text[: len(word)].casefold() == word and text[len(word) : len(word) + 1] in {" ", ":"}:
            return kind, text[len(word) :].lstrip(" :")
    return usual, text


def is_first_word(text: str) -> WriteKind | None:
    """Return the kind of a line that is its first word and nothing else."""
    kind, rest = read_kind(f"{text.strip()} ", "note")
    return kind if not rest else None


def after(kind: WriteKind) -> WriteKind:
    """Return the next kind when Tab is pressed."""
    return KINDS[(KINDS.index(kind) + 1) % len(KINDS)]
