"""``quoted: no`` is obeyed in every export: the words are not given, with or without a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from session.model.ideas import AddIdea, EditIdea, MergeIdea
from session.model.opening_closing import AddThanks
from session.model.people import AllowWords, AnswerConsent, ConsentQuestion
from session.model.record import RecordDecision, WriteNote
from session.views.name_check import name_check
from session.views.recap import recap
from session.wording.catalogue import say
from store.exports.registry import FORMATS, export
from tests.session.recapped import held, last, person
from tests.session.table import Table
from tests.store.opened import words_in

pytestmark = [pytest.mark.practice("P17"), pytest.mark.practice("P47")]

WHOLE = [form for form in FORMATS if form != "newsletter"]
"""The forms that leave nothing out."""
SAID = ("zeppelin", "walrus", "kumquat", "quinine", "obelisk", "gondola")
"""One word of each thing that somebody said, which is nowhere else."""


def spoken(*, named: bool | None, quoted: bool | None) -> Table:
    """A session in which Priya's words stand wherever words can be somebody's."""
    table = held()
    who = person(table, "Priya")
    answers: tuple[tuple[ConsentQuestion, bool | None], ...] = (
        ("named", named),
        ("quoted", quoted),
    )
    for question, answer in answers:
        if answer is not None:
            table.do(AnswerConsent(person=who, question=question, answer=answer))
    table.do(AddIdea(text="A zeppelin", author=who))
    table.do(AddIdea(text="A walrus", author=who))
    merged = last(table, "ideas")
    table.do(AddIdea(text="Soup"))
    table.do(MergeIdea(idea=merged, into=last(table, "ideas")))
    table.do(WriteNote(text="Priya: no kumquat"))
    table.do(RecordDecision(text="The bus stays", reservations=("Priya said “no quinine”",)))
    table.do(AddThanks(text="‘An obelisk’ (Priya)"))
    table.do(RecordDecision(text="As Priya says, a gondola"))
    return table


def exported(table: Table, form: str, folder: Path) -> str:
    files = export(recap(table.state), form, folder)
    return "\n".join(words_in(path) for path in files)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("named", [True, False, None])
def test_words_of_somebody_who_said_no_are_in_no_form(
    form: str, named: bool | None, tmp_path: Path
) -> None:
    told = exported(spoken(named=named, quoted=False), form, tmp_path)

    assert [word for word in SAID if word in told] == []
    assert "The bus stays" in told
    assert "Soup" in told or form not in WHOLE


@pytest.mark.parametrize("form", WHOLE)
def test_words_of_somebody_who_said_yes_are_in_every_form(form: str, tmp_path: Path) -> None:
    told = exported(spoken(named=True, quoted=True), form, tmp_path)

    assert [word for word in SAID if word not in told] == []


@pytest.mark.parametrize("form", WHOLE)
def test_once_put_in_other_words_or_asked_they_stand_in_every_form(
    form: str, tmp_path: Path
) -> None:
    table = spoken(named=True, quoted=False)
    for line in name_check(table.state).lines:
        if line.area == "ideas" and "zeppelin" in line.text:
            table.do(EditIdea(idea=line.key, text="An airship"))
        else:
            table.do(AllowWords(area=line.area, key=line.key, people=line.people))

    told = exported(table, form, tmp_path)

    assert "airship" in told
    assert [word for word in SAID if word not in told] == ["zeppelin"]


@pytest.mark.parametrize("form", WHOLE)
@pytest.mark.parametrize("checked", [True, False])
def test_that_names_were_agreed_to_is_said_only_once_every_line_was_looked_at(
    form: str, checked: bool, tmp_path: Path
) -> None:
    table = held()
    table.do(WriteNote(text="Thanks to all" if checked else "Thanks to Priya"))

    told = " ".join(exported(table, form, tmp_path).split())

    if form == "json":
        assert f'"names_checked": {str(checked).lower()}' in told
    else:
        assert (say("recap.names_rule") in told) is checked
        assert (say("recap.names_open") in told) is not checked
