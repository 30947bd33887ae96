"""Other ways in which texts may name somebody are counted, and go only where somebody says so."""

from __future__ import annotations

import pytest

from session.erase.look_alikes import LookAlikes
from session.erase.person import Forgetting
from session.erase.walk import STRUCK

pytestmark = pytest.mark.practice("P46")


def counted(name: str, *texts: str, others: tuple[str, ...] = ()) -> dict[str, int]:
    looked = LookAlikes(name, others)
    for text in texts:
        looked.count(text)
    return {one.text: one.n for one in looked.found()}


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Maggie O'Rourke", "Maggie O’Rourke and MAGGIE O'ROURKE", {}),
        ("Maggie O'Rourke", "Maggie’s list. Ask Maggie.", {"Maggie": 2}),
        ("Maggie O'Rourke", "Mrs O’Rourke, mrs. O'Rourke", {"Mrs O’Rourke": 1, "mrs. O'Rourke": 1}),
        ("Maggie O'Rourke", "Mail m.orourke@hub.org!", {"m.orourke@hub.org": 1}),
        ("Maggie O'Rourke", "Mail maggie@hub.org.uk", {"maggie@hub.org.uk": 1}),
        ("Maggie O'Rourke", "maggie brings soup, Maggies do", {}),
        ("Will Hope", "We will hope. Will comes, Hope too.", {"Will": 1, "Hope": 1}),
        ("Mo", "Ask mo@hub.org, Mona, Mo", {}),
        ("Maggie", "Maggie Smith and Maggie", {"Maggie Smith": 1}),
        ("Łukasz Żak", "Łukasz, LUKASZ", {"Łukasz": 2}),
        ("ماریہ خان", "ماریہ آئی", {"ماریہ": 1}),
        ("Dr Ada Li", "Dr Li spoke. The doctor, Dr Who", {"Dr Li": 1}),
        ("🌻 Sunny", "🌻 Sunny and Sunny", {"Sunny": 1}),
        ("N" * 60, f"{'N' * 60} came", {}),
    ],
)
def test_parts_titles_and_addresses_are_counted_as_they_are_written(
    name: str, text: str, found: dict[str, int]
) -> None:
    assert counted(name, text, others=("Maggie Smith",)) == found


def test_what_is_somebody_elses_whole_name_is_no_part_of_this_one() -> None:
    text = "Maggie Smith asked Maggie"

    assert counted("Maggie O'Rourke", text, others=("Maggie Smith",)) == {"Maggie": 1}


def test_what_is_chosen_goes_and_what_is_kept_stays() -> None:
    forget = Forgetting(
        "Maggie O'Rourke",
        also=("Maggie", "m.orourke@hub.org"),
        keep=("maggie smith", "Mrs O’Rourke"),
    )
    text = "Maggie O’Rourke, Maggie, Maggie Smith, Mrs O'Rourke, M.ORourke@hub.org"

    cleaned = forget.text(text)

    assert cleaned == f"{STRUCK}, {STRUCK}, Maggie Smith, Mrs O'Rourke, {STRUCK}"
    assert not forget.holds(cleaned)
    assert forget.may_be_in(b"say maggie")
    assert forget.is_name("MAGGIE")
    assert not forget.is_name("Maggie Smith")


def test_somebody_elses_name_that_holds_it_is_kept() -> None:
    forget = Forgetting("Maggie", keep=("maggie smith",))

    assert forget.text("Maggie and Maggie Smith") == f"{STRUCK} and Maggie Smith"


@pytest.mark.parametrize("name", ["An", "Do", "So", "By"])
def test_a_name_that_is_a_small_word_leaves_the_word(name: str) -> None:
    forget = Forgetting(name)

    assert forget.also_a_word
    assert forget.text(f"ask {name}, {name.lower()} idea") == f"ask {STRUCK}, {name.lower()} idea"
    assert not forget.holds(f'{{"{name.lower()}":1}}')
