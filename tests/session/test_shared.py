"""Which scene is shown when, and what each says: from the state alone."""

from __future__ import annotations

import pytest

from session.model.agenda import NextItem, Pause, StartAgenda, TakeBreak
from session.model.agreement import AddLine
from session.model.carried import Carried, CarriedAction
from session.model.ideas import AddIdea, AddTheme, ColourIdea
from session.model.lifecycle import EndSession
from session.model.opening_closing import AddThanks, SetNextSession
from session.model.parking import MoveParked, Park
from session.model.people import ArriveAll, ChangeConsent, Consent
from session.model.phones import CloseDoor, OpenDoor
from session.model.plan import ItemKind, Plan, PlanItem, PlanPerson
from session.model.record import AddReservation, RecordDecision
from session.model.speaking_round import CloseCircle, OpenCircle
from session.model.votes import CloseRound, EnterCount, OpenRound, RevealRound
from session.rules.ballots import BallotsIn
from session.views.shared.following import followed, scene
from session.views.shared.scene import SCENES, SceneName, SharedScene
from tests.session.table import Table

VOTE = OpenRound(question="Which first?", options=("Bus", "Soup", "Heat"), method="hands")


def at(kind: ItemKind, *, then: ItemKind = "other") -> Table:
    """Return a session whose first item, of this kind, is under way."""
    agenda = (PlanItem("One", 10, kind, "What is missing?"), PlanItem("Two", 10, then))
    s = Table(Plan(title="Hub", start="10:00", agenda=agenda, people=(PlanPerson("Ada"),)))
    s.do(StartAgenda())
    return s


def shown(s: Table, name: SceneName) -> SharedScene:
    return scene(s.state, s.now(), name)


BY_KIND: list[tuple[ItemKind, SceneName]] = [
    ("check-in", "now"),
    ("recap", "last-time"),
    ("agreement", "agreement"),
    ("discussion", "now"),
    ("ideas", "now"),
    ("themes", "ideas"),
    ("vote", "now"),
    ("decision", "now"),
    ("small-groups", "now"),
    ("break", "break"),
    ("check-out", "now"),
    ("other", "now"),
]


@pytest.mark.parametrize(("kind", "name"), BY_KIND)
def test_the_kind_of_the_item_picks_the_scene(kind: ItemKind, name: SceneName) -> None:
    assert followed(at(kind).state) == name


def test_welcome_comes_first_and_thanks_last() -> None:
    s = Table()

    before = followed(s.state)
    s.do(StartAgenda())
    for _ in s.state.order:
        s.do(NextItem())
    over = followed(s.state)
    s.do(EndSession())

    assert (before, over, followed(s.state)) == ("welcome", "thanks", "thanks")


def test_an_open_round_of_speaking_and_an_open_vote_come_before_the_agenda() -> None:
    s = at("discussion", then="break")

    s.do(ArriveAll())
    s.do(VOTE)
    voting = followed(s.state)
    s.do(OpenCircle(kind="check-in"))
    speaking = followed(s.state)
    s.do(CloseCircle())

    assert (voting, speaking, followed(s.state)) == ("vote", "circle", "vote")


def test_a_result_stays_until_its_item_is_over() -> None:
    s = at("discussion", then="break")
    s.do(VOTE)
    vote = next(iter(s.state.rounds.values()))
    s.do(EnterCount(round=vote.id, channel="hands", counts=dict.fromkeys(vote.options, 2)))

    s.do(CloseRound(round=vote.id))
    counted = followed(s.state)
    s.do(NextItem())

    assert (counted, followed(s.state)) == ("vote", "break")


def test_a_decision_takes_the_place_of_the_vote_it_was_made_on() -> None:
    s = at("decision")
    before = followed(s.state)

    s.do(RecordDecision(text="Soup first"))

    assert (before, followed(s.state)) == ("now", "decision")


@pytest.mark.practice("P27")
def test_no_count_stands_in_the_vote_before_it_is_shown() -> None:
    s = at("vote")
    s.do(VOTE)
    vote = next(iter(s.state.rounds.values()))
    counts = dict(zip(vote.options, (4, 9, 6), strict=True))
    s.do(EnterCount(round=vote.id, channel="hands", counts=counts))

    views = [scene(s.state, s.now(), "vote", BallotsIn(vote.id, {"pass": 3}))]
    s.do(CloseRound(round=vote.id))
    views.append(shown(s, "vote"))
    s.do(RevealRound(round=vote.id))
    result = shown(s, "vote")

    assert all(not row.count and not row.share for view in views for row in view.rows)
    assert views[0].remarks == ("3 ballots in the box: 3 passed round",)
    assert [(row.sign, row.text, row.count) for row in result.rows] == [
        ("1.", "Soup", "9 hands"),
        ("2.", "Heat", "6 hands"),
        ("3.", "Bus", "4 hands"),
    ]


@pytest.mark.practice("P22")
def test_a_break_says_when_we_go_on_and_in_how_many_minutes() -> None:
    s = at("discussion")
    s.do(TakeBreak(minutes=10))
    s.wait(150)

    told = shown(s, "break")
    s.wait(480)
    over = shown(s, "break")

    assert told.headline == "We go on at 10:05"
    assert told.figure == "in about 8 minutes"
    assert told.under == "Then: One"
    assert (over.headline, over.figure) == ("We go on now", "")


def test_a_break_that_is_paused_promises_no_time() -> None:
    s = at("break")

    s.do(Pause())

    assert shown(s, "break").headline == "We go on when everyone is ready"


def test_outside_a_break_the_next_one_is_told() -> None:
    assert shown(at("discussion"), "break").headline == "No break is planned"
    assert shown(at("discussion", then="break"), "break").headline == "Next break at 10:05"


@pytest.mark.practice("P26")
def test_ideas_stand_by_theme_and_the_newest_first_without_any() -> None:
    s = at("ideas")
    none = shown(s, "ideas")
    for text in ("A warm bus", "Soup"):
        s.do(AddIdea(text=text))
    bare = shown(s, "ideas")
    s.do(AddTheme(name="Getting here"))
    s.do(ColourIdea(idea=next(iter(s.state.ideas)), theme=next(iter(s.state.themes))))

    told = shown(s, "ideas")

    assert none.headline == "No ideas yet"
    assert [row.text for row in bare.rows] == ["Soup", "A warm bus"]
    assert told.headline == "2 ideas, 1 not sorted"
    assert [(r.letter, r.shape, r.text, r.count) for r in told.rows if not r.extra] == [
        ("A", "●", "Getting here", "1 idea")
    ]


@pytest.mark.practice("P55")
def test_an_idea_stands_with_who_chose_to_be_shown_with_or_without_themes() -> None:
    s = at("ideas")
    ada = next(key for key, one in s.state.people.items() if one.name == "Ada")
    s.do(AddIdea(text="Soup", author=ada))
    unnamed = shown(s, "ideas")
    s.do(ChangeConsent(person=ada, consent=Consent(named=True)))
    bare = shown(s, "ideas")
    s.do(AddTheme(name="Food"))
    s.do(ColourIdea(idea=next(iter(s.state.ideas)), theme=next(iter(s.state.themes))))

    assert [row.text for row in unnamed.rows] == ["Soup"]
    assert [row.text for row in bare.rows] == ["Soup (from Ada)"]
    assert [row.text for row in shown(s, "ideas").rows] == ["Food", "Soup (from Ada)"]


@pytest.mark.practice("P28")
def test_what_is_parked_stands_with_its_promise_and_an_empty_lot_says_what_it_is_for() -> None:
    s = at("discussion")
    empty = shown(s, "parking")
    s.do(Park(text="The bus", promise="session 4"))
    s.do(Park(text="The lease"))
    s.do(MoveParked(parked=list(s.state.parking)[1], status="picked-up"))

    told = shown(s, "parking")

    assert (empty.rows, "can wait here" in empty.under) == ((), True)
    assert [(row.text, row.count) for row in told.rows] == [
        ("The bus", "session 4"),
        ("The lease", "picked up"),
    ]


@pytest.mark.practice("P32")
@pytest.mark.practice("P52")
def test_a_decision_stands_as_written_with_its_reservations() -> None:
    s = at("decision")
    none = shown(s, "decision")
    s.do(RecordDecision(text="Soup [/red] first"))
    s.do(AddReservation(text="Not on Fridays"))

    told = shown(s, "decision")

    assert none.headline == "Nothing is decided yet."
    assert told.headline == "Soup [/red] first"
    assert [row.text for row in told.rows] == ["A reservation", "Not on Fridays"]


@pytest.mark.practice("P47")
def test_who_did_not_agree_to_be_named_is_not_named_last_time_either() -> None:
    before = Carried(sessions=1, title="Then", actions=(CarriedAction("a", "Ring", "Ada", "May"),))
    s = Table(
        Plan(title="Hub", agenda=(PlanItem("One"),), people=(PlanPerson("Ada"),)), carried=before
    )

    words = " ".join(row.text for row in shown(s, "last-time").rows)

    assert "Ring" in words
    assert "Ada" not in words


@pytest.mark.practice("P38")
def test_thanks_name_the_little_wins_and_the_next_session() -> None:
    s = at("check-out")
    s.do(AddThanks(text="Soup for all"))
    s.do(SetNextSession(when="Monday"))

    told = shown(s, "thanks")

    assert told.figure == "Next session: Monday 9 March 2026"
    assert [row.text for row in told.rows] == ["Soup for all"]


@pytest.mark.practice("P16")
def test_the_agreement_is_numbered() -> None:
    s = at("agreement")
    none = shown(s, "agreement")
    s.do(AddLine(text="One at a time"))

    assert none.under == "No lines yet. What helps us work together?"
    assert [(row.sign, row.text) for row in shown(s, "agreement").rows] == [("1.", "One at a time")]


@pytest.mark.parametrize("name", SCENES)
def test_every_scene_has_a_headline_in_a_session_with_nothing_in_it(name: SceneName) -> None:
    s = Table(Plan(title="Hub", agenda=(PlanItem("One"),)))

    told = shown(s, name)

    assert told.name == name
    assert told.headline


@pytest.mark.practice("P30")
def test_the_welcome_leads_to_the_phone_page_while_people_may_join_there() -> None:
    table = Table()
    table.do(OpenDoor(code="warm-soup", port=8470, link="http://192.168.1.20:8470"))

    told = scene(table.state, table.now(), "welcome")
    table.do(CloseDoor())
    closed = scene(table.state, table.now(), "welcome")

    assert told.link == "http://192.168.1.20:8470/warm-soup"
    assert told.code == "HTTP://192.168.1.20:8470/WARM-SOUP"
    assert told.link_words == "Take part by phone: works in this room"
    assert "8470" not in closed.link
