"""The group agreement and the words explained, in reading order."""

from __future__ import annotations

from session.model.recap import AgreementStatus, Recap, RecapWord
from session.wording.catalogue import say
from store.exports.outline import Block, Line, Part, Point, Points, Table

STATUS: dict[AgreementStatus, str] = {
    "agreed": "recap.lines_agreed",
    "changed": "recap.lines_changed",
    "from last time": "recap.lines_from_before",
    "not agreed": "recap.lines_not_agreed",
}


def agreement(recap: Recap) -> tuple[Block, ...]:
    """Return the section on the agreement; empty without lines and choices."""
    told = recap.agreement
    blocks: list[Block] = []
    if told.lines or told.before:
        if told.status in STATUS:
            blocks.append(Line(say(STATUS[told.status], n=told.version)))
        if told.lines:
            blocks.append(Points(tuple(Point(line.text) for line in told.lines)))
        if told.before:
            blocks.append(Part(say("recap.lines_before")))
            blocks.append(Points(tuple(Point(line.text) for line in told.before)))
    if told.choices:
        blocks.append(Part(say("recap.choices")))
        blocks.append(Points(tuple(Point(choice) for choice in told.choices)))
    return tuple(blocks)


def words(recap: Recap) -> tuple[Block, ...]:
    """Return the glossary: words explained today, earlier ones, then unexplained ones."""
    explained = [word for word in recap.words if word.meaning]
    today = [word for word in explained if not word.carried]
    earlier = [word for word in explained if word.carried]
    waiting = [word for word in recap.words if not word.meaning]
    blocks: list[Block] = []
    if today:
        blocks.append(_table(today))
    if earlier:
        blocks += [Part(say("recap.words_earlier")), _table(earlier)]
    if waiting:
        blocks.append(Part(say("recap.words_waiting")))
        blocks.append(Points(tuple(Point(word.text) for word in waiting)))
    return tuple(blocks)


def _table(found: list[RecapWord]) -> Table:
    head = (say("recap.word"), say("recap.word_meaning"))
    return Table(head, tuple((word.text, word.meaning) for word in found))
