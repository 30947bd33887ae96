"""Parses a next step as people write it in one line: what, who, by when."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from session.model.folding import folded
from session.model.text import clean
from session.plan.reading.dates import MARK, is_day, phrase
from session.plan.reading.words import looks_like_a_name
from session.rules.input import split_name

_SIGN = re.compile(r"\s+[-–—]+\s+|\s*,\s*assigned to:?\s+|\s+assigned to:?\s+", re.IGNORECASE)
_BEGINS = re.compile(r"^(?P<who>[^\W\d]\S*(?:\s+(?:and|&)\s+[^\W\d]\S*)?)\s+(?:to|will)\s+\S")
_DOES = re.compile(r"^(?P<who>[^\W\d]\S*(?: [^\W\d]\S*){0,3}?) [^\W\d]+s\b")
"""A name, and what one person does: "asks", "brings"."""
_NAMED = re.compile(
    rf"^(?P<text>.*\S)\s+@(?P<who>[^\W\d_]\S*?(?:\s+[A-Z]\S*)?),?\s+{MARK}:?\s+(?P<by>\S.{{0,58}})$",
    re.DOTALL,
)
_BEFORE_NAMES = frozenset(
    ["to", "with", "for", "from", "at", "of", "and", "see", "ask", "tell", "by", "the"]
)
"""Words after which a name belongs to the sentence: "Write to @Mo by email"."""
_NO_NAMES = frozenset(
    [
        "talk",
        "speak",
        "write",
        "go",
        "try",
        "need",
        "want",
        "ask",
        "listen",
        "come",
        "return",
        "reply",
        "get",
        "look",
        "apply",
        "give",
        "move",
        "offer",
        "prepare",
        "learn",
        "bring",
        "say",
        "add",
        "speak",
        "remember",
        "agree",
        "plan",
        "it",
        "we",
        "they",
        "you",
        "he",
        "she",
        "this",
        "that",
        "there",
        "who",
        "what",
        "how",
        "someone",
        "somebody",
        "everyone",
        "everybody",
        "nobody",
        "one",
        "everything",
        "nothing",
        "time",
    ]
)


@cache
def _due() -> re.Pattern[str]:
    return re.compile(
        rf"^(?P<text>.*?\S)(?:\s*[-–—,(]\s*|\s+)(?:{MARK}:?\s+)(?P<by>(?:{phrase()})(?:\s+\([^()]*\))?)\s*[).]?$",
        re.DOTALL,
    )


@cache
def _behind_comma() -> re.Pattern[str]:
    """A day after a comma, dash or bracket, or "asap", needs no preposition."""
    return re.compile(
        rf"^(?P<text>.*?\S)(?:\s*[,(]\s*|\s+[-–—]\s+|\s+(?=asap$))(?P<by>{phrase()})\s*\)?$",
        re.DOTALL,
    )


def parse_action(text: str, known: Collection[str] = ()) -> tuple[str, str, str]:
    """Split one typed line into what, who and by when; the last two may be empty.

    "Ask the council @Mo by 12 January", "Find two carers – Anna, by Friday 12/12", "Book the hall (Mo)
    due 12.12." and "Anna to send the minutes by Friday" are understood. The day must be recognised as one:
    "Let people know by email" has none and is left whole. An unrecognised day never affects the name. "Anna
    brings the keys" is hers if she is one of those ``known``.
    """
    what = clean(text, max(1, len(text)))
    what, by = _split_due(what)
    what, who = _split_who(what)
    if who and not by:
        what, by = _split_due(what)
    if not who and not by:
        what, who, by = _unread_day(what)
    return what, who or _who_begins(what) or _known_begins(what, known), by


def _unread_day(text: str) -> tuple[str, str, str]:
    """Return the parts of a line with a name followed by text that is not a day: "@Anna by whenever"."""
    found = _NAMED.match(text)
    if found is None or folded(found["text"].split()[-1]) in _BEFORE_NAMES:
        return text, "", ""
    return found["text"], found["who"], found["by"]


def _split_due(text: str) -> tuple[str, str]:
    said = _same_length(text)
    for pattern in (_due(), _behind_comma()):
        if (found := pattern.match(said)) and any(c.isalnum() for c in found["text"]):
            by = text[found.start("by") : found.end("by")]
            return text[: found.end("text")].rstrip(" ,;–—-("), re.sub(r"\s+\([^()]*\)$", "", by)
    return text, ""


def _split_who(text: str) -> tuple[str, str]:
    what, who = split_name(text)
    if who:
        return what, who
    bracket = re.match(r"^(?P<text>.*\S)\s+[(\[](?P<who>[^()\[\]]+)[)\]]$", text, re.DOTALL)
    if bracket and _is_name(bracket["who"]):
        return bracket["text"], bracket["who"].strip()
    signs = list(_SIGN.finditer(text))
    if signs and signs[-1].start() and _is_name(behind := text[signs[-1].end() :].strip(" .,;")):
        return text[: signs[-1].start()].strip(), behind
    return text, ""


def _is_name(text: str) -> bool:
    said = text.strip()
    joined = re.split(r"\s+(?:and|&)\s+|,\s*", said)
    loud = any(len(word) > 1 and word.isupper() for word in said.split())
    return (
        0 < len(joined) < 4
        and all(map(looks_like_a_name, joined))
        and not loud
        and not is_day(said)
    )


def _who_begins(what: str) -> str:
    """Return the person a sentence such as "Anna to send the minutes" begins with."""
    found = _BEGINS.match(what)
    if found is None or not _is_name(found["who"]):
        return ""
    return "" if folded(found["who"].split()[0]) in _NO_NAMES else found["who"]


def _known_begins(what: str, known: Collection[str]) -> str:
    """Return the person whose whole name, or first name alone, is what a sentence such as "Anna brings keys" begins with."""
    found = _DOES.match(what)
    said = folded(found["who"]) if found else ""
    meant = {name for name in known if said in {folded(name), folded(name.split()[0])}}
    return meant.pop() if said and len(meant) == 1 else ""


def _same_length(text: str) -> str:
    """Return a text folded letter by letter, so that offsets stay valid."""
    folds = ((c, folded(c)) for c in text)
    return "".join(said if len(said) == 1 else c for c, said in folds)
