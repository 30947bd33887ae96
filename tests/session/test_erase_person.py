"""A name goes from every value of a session; the entry, its id and the counts stay."""

from __future__ import annotations

import unicodedata

import pytest
from msgspec import defstruct

from session.erase.person import Forgetting, forgetting
from session.erase.walk import STRUCK
from session.model.people import Consent, Person
from session.model.recap import Recap, RecapIdea, RecapVoteGroup
from session.model.record import Action

pytestmark = pytest.mark.practice("P46")


@pytest.mark.parametrize("name", ["Zoë", "Łukasz", "محمد", "Ann Lee"])
def test_a_name_goes_as_a_whole_word_however_it_is_spelled(name: str) -> None:
    told = f"{name.upper()} came, {unicodedata.normalize('NFD', name)} spoke; {name}x stays"

    cleaned = forgetting(name).text(told)

    assert cleaned == f"{STRUCK} came, {STRUCK} spoke; {name}x stays"


def test_a_name_that_is_also_a_word_stays_in_small_letters() -> None:
    will = forgetting("will")

    assert will.also_a_word
    assert will.text("Will says we will. WILL!") == f"{STRUCK} says we will. {STRUCK}!"


def test_the_entry_stays_without_name_and_consent() -> None:
    person = Person("p-1", "Zoë", ("researcher",), presence="here", consent=Consent(named=True))

    forgotten = Forgetting("Zoë", entries=frozenset({"p-1"})).value(person)

    assert forgotten == Person("p-1", "", ("researcher",), presence="here")


def test_who_does_something_and_who_came_lose_the_name() -> None:
    zoe = forgetting("zoë")

    assert zoe.value(Action("a-1", "Ring", "Zoë")) == Action("a-1", "Ring", "")
    recap = zoe.value(Recap("s-1", "Evening", people=2, names=("Ada", "Zoë")))
    assert (recap.people, recap.names) == (2, ("Ada",))


def test_an_idea_loses_the_name_of_who_it_is_from_and_keeps_its_words() -> None:
    idea = RecapIdea("Soup", by="Zoë", merged=(RecapIdea("Zoë's broth", by="ZOË"),))

    assert forgetting("Zoë").value(idea) == RecapIdea(
        "Soup", merged=(RecapIdea(f"{STRUCK}'s broth"),)
    )
    assert forgetting("will").value(RecapIdea("Where there's a will", by="will")) == RecapIdea(
        "Where there's a will"
    )
    assert forgetting("Zoë").value(RecapIdea("Soup", by="Ada and Zoë")).by == f"Ada and {STRUCK}"
    assert forgetting("Ada").value(idea) is idea


@pytest.mark.parametrize("name", ["", " ", "J", "record"])
def test_what_cannot_be_looked_for_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        forgetting(name)


def test_what_a_group_chose_loses_the_name_too() -> None:
    group = RecapVoteGroup("researcher", 3, {"Zoë's plan": 2, "The bus": 1})

    assert forgetting("Zoë").value(group).counts == {f"{STRUCK}'s plan": 2, "The bus": 1}


NEVER_WORDS = {
    *("id", "session", "area", "key", "sum", "letter", "date", "due", "start", "starts_at"),
    *("opened_at", "code", "link", "device", "mark", "marks", "roles", "role", "group", "series"),
    *("next", "next_id", "item_id", "why_id", "report", "about", "instead", "replaces_id", "on"),
    *("since", "at", "reservation_ids", "missing_ids", "thanks_ids", "summary_ids"),
    *("correction_ids", "next_on", "next_at", "next_until", "until"),
}
"""What the program reads itself, or what names a role group or a series."""


def test_what_the_program_reads_is_no_name_however_it_is_spelled() -> None:
    fields = [(name, str) for name in sorted(NEVER_WORDS)]
    kind = defstruct("Kind", [*fields, ("text", str)], frozen=True)
    value = kind(*["Ada"] * len(NEVER_WORDS), "Ada came")

    cleaned = forgetting("Ada").value(value)

    changed = {name for name in kind.__struct_fields__ if getattr(cleaned, name) != "Ada"}
    assert changed == {"text"}
    assert cleaned.text == f"{STRUCK} came"
