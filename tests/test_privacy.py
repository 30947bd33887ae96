"""The privacy table: what each view and export may hold, field by field, and that it holds no more.

A field that is not listed fails: whoever adds one weighs first who will read it.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import Any, Literal

import pytest
from msgspec import Struct

from session import views
from session.model import open_actions, recap
from session.model.floor import CallHand, RaiseHand, StartTurn
from session.model.ideas import AddIdea, MergeIdea
from session.model.lifecycle import SetCounting
from session.model.open_actions import PRIVATE_ACTIONS
from session.model.parking import Park
from session.model.people import AddPerson, ArriveAll, ChangeConsent, Consent
from session.model.recap import Recap
from session.model.record import SetAction
from session.model.votes import BeginBallots, CloseRound, OpenRound, RevealRound
from session.rules import ballots
from session.rules.ballots import Ballot, BallotsIn, tally
from session.views import phone_build
from session.views.board import board, themes_board
from session.views.by_name import by_name
from session.views.by_name import open_actions as actions_by_name
from session.views.recap import recap as recap_of
from session.views.shared.following import scene
from session.views.shared.scene import SCENES
from store.exports.registry import FORMATS, PRIVATE, export
from tests.session.table import Table
from tests.store.opened import words_in

Who = Literal[
    "all",  # what the plan says, what is written in sight of all, and counts of people or things
    "as wished",  # a name, only of somebody who agreed to be named
    "shown",  # totals of a vote, only once the group was shown them
    "if agreed",  # talk by role group, folded, only if the group agreed that it is shown
    "if asked",  # by role group, only if the group asked for it
    "private",  # only once the projector is said to be off
    "own",  # only the phone it belongs to
    "never shown",  # never leaves the program: no view and no export is made of it
]

RECAP: dict[Who, str] = {
    "all": "session title series version agreed not_coproduced date started ended stamp "
    "involvement stage purpose goals can_change cannot_change people remote groups ungrouped "
    "agenda decisions actions rounds themes contested unthemed removed_ideas parking notes said agreement words words_removed photographed quoted "
    "outcomes missing missing_ids reflections thanks thanks_ids next_session next_id next_on next_at next_until next_place next_way next_join time_zone summary summary_ids corrections circles names_checked",
    "as wished": "names whom_to_ask",
}

TABLE: dict[str, dict[Who, str]] = {
    "NowCard": {"all": "stage title focus content_note left share over kind aside"},
    "NowLine": {"all": "key opened written", "as wished": "speaking waiting"},
    "AgendaLine": {"all": "item title at state minutes kind"},
    "ThemeBar": {"all": "theme letter shape name count share"},
    "RoundCard": {"all": "round question status open revealed off", "shown": "lines said"},
    "RoundLine": {"all": "option label", "shown": "counts rank share"},
    "BoardView": {
        "all": "series title clock now agenda next fixed break_at finish themes ideas latest "
        "parked parking counting floor people round line words",
        "as wished": "queue",
        "if agreed": "heard",
    },
    "Open": {"all": "kind key"},
    "At": {"all": "place page offered written"},
    "NextPage": {"all": "name title"},
    "Step": {"all": "deed id", "as wished": "words"},
    "IdeaLine": {"all": "idea text letters contested channel", "as wished": "by"},
    "ThemesView": {"all": "themes ideas summary"},
    "HeardLine": {"if agreed": "group talk beside words"},
    "HeardView": {"if agreed": "lines said"},
    "Choice": {"all": "key words on"},
    "AgreementView": {"all": "lines status agreed choices shares"},
    "Page": {"all": "title lines"},
    "PageLine": {"all": "kind text id what under leads"},
    "SpeakView": {"all": "question order left", "as wished": "now hands coming"},
    "ClosingLine": {"all": "id below done keys", "as wished": "text"},
    "SceneRow": {
        "all": "sign letter shape weight extra",
        "as wished": "text",
        "shown": "count share",
    },
    "SharedScene": {
        "all": "name kind headline under rows link code link_words foot time together largest asked",
        "as wished": "figure",
        "shown": "remarks",
    },
    "SessionCard": {"all": "id title when standing note here series"},
    "SeriesCard": {"all": "name sessions"},
    "Earlier": {"all": "words brings"},
    "SeriesSession": {"all": "id title date hours stage"},
    "SeriesView": {"all": "name summary ideas lines sessions"},
    "HomeView": {"all": "unfinished series folder told looked faults path hides_others"},
    "Group": {"all": "series session"},
    "Finding": {"all": "check status say"},
    "HallReport": {"all": "checks done"},
    "Terminal": {"all": "columns rows colours encoding fits"},
    "Reached": {"all": "ip network reach"},
    "Ports": {"all": "tried free"},
    "DiskSpace": {"all": "folder free_mb"},
    "LocalClock": {"all": "local zone newest changes"},
    "Joined": {"all": "ip joined"},
    "Support": {"all": "title support"},
    "Link": {"all": "url code anywhere network nowhere"},
    "Joining": {"all": "links chosen"},
    "Source": {"all": "id words", "as wished": "plan"},
    "ThemesChange": {"all": "words idea"},
    "PlanShelf": {"all": "templates sessions plans faults series draft month_first zones"},
    "PlanRead": {"all": "path saved faults understood", "as wished": "plan named people"},
    "PlanSaved": {"all": "path taken"},
    "ReadBackLine": {"all": "kind letter shape", "as wished": "text entries"},
    "ReadBack": {
        "all": "session title sign draft lead series not_coproduced agreed ended changeable formats "
        "writing written",
        "as wished": "lines",
    },
    "RecapCircle": {"all": "kind question id"},
    "RecapOutcome": {"all": "text state why id why_id to told_at"},
    "RecapReflection": {"all": "worked change id"},
    "RecapCorrection": {"all": "text on id"},
    "RecapOpen": {"all": "text by state why id to kind named", "as wished": "who"},
    "RecapLine": {"all": "id text"},
    "RecapAgreement": {"all": "status version lines before choices"},
    "RecapWord": {"all": "id text meaning carried"},
    "ThingLine": {"all": "id kind text state when open since", "as wished": "who"},
    "VoiceLine": {"private": "group talk room words agreed"},
    "VoicesView": {"private": "recent whole facilitators said"},
    "CheckLine": {"private": "area key text said people"},
    "NameCheck": {"private": "lines"},
    "PrivateView": {"private": "concerns offers returns missed unclear notes"},
    "NamedLine": {"private": "who what"},
    "UnlistedLine": {"private": "key name shown"},
    "ByName": {"private": "queue circle owners asked unlisted"},
    "OpenAction": {"private": "what who by state named"},
    "OpenActions": {"private": "session title date stamp version ours left"},
    "PhoneSession": {
        "all": "title series purpose stage people can_change cannot_change roles door_open "
        "look_first colouring counting agreed",
        "as wished": "readers support",
    },
    "PhoneItem": {"all": "id title at state minutes kind"},
    "PhoneAgenda": {
        "all": "current title focus content_note remaining_s running left finish_at items"
    },
    "PhoneOption": {"all": "id label", "shown": "counts rank"},
    "PhoneRound": {"all": "id question method options dots cap open revealed", "shown": "said"},
    "PhoneTheme": {"all": "id letter shape name ideas"},
    "PhoneIdea": {"all": "id text letters settled", "as wished": "author"},
    "PhoneParked": {"all": "text status promise"},
    "PhoneNote": {"all": "kind text at", "as wished": "more"},
    "PhoneAgreement": {"all": "lines status"},
    "PhoneWord": {"all": "text meaning"},
    "PhonePage": {"all": "title lines"},
    "PhoneMe": {
        "own": "name roles remote consent hand unclear turn talk_s voted pulse no_pulse colours"
    },
    "BallotsIn": {"all": "round by_channel before broken"},
    "Voter": {"never shown": "secret person device"},
    "Ballot": {"never shown": "channel choice roles"},
    "RecapItem": {
        "all": "title kind focus planned_min added_min actual_min started ended outcome extra id"
    },
    "RecordLine": {"all": "area key kind text open", "as wished": "also"},
    "RecordPart": {"all": "title lines"},
    "RecordView": {"all": "parts counts told"},
    "PersonLine": {"all": "person sign words here", "as wished": "name"},
    "PeopleView": {"all": "lines told"},
    "RecapIdea": {"all": "text first merged channel letters id", "as wished": "by"},
    "RecapTheme": {"all": "letter shape name ideas id"},
    "RecapOption": {"all": "label id", "shown": "counts ranks"},
    "RecapVoteGroup": {"if asked": "name ballots counts"},
    "RecapRound": {
        "all": "question method options dots present present_closed cap shown id",
        "shown": "units said ballots",
        "if asked": "groups",
    },
    "RecapDecision": {"all": "text reservations item id item_id reservation_ids"},
    "RecapAction": {"all": "what by id due named", "as wished": "who"},
    "RecapParked": {"all": "text promise status id moved_at", "as wished": "asked_by"},
    "RecapGroup": {"all": "name here"},
    "RecapNote": {"all": "text item at id item_id"},
    "SideEntry": {"as wished": "text under"},
    "SidePart": {"all": "key title entries"},
    "Sheet": {"all": "columns rows most draft"},
    "OneSide": {"all": "title when parts"},
    "RecapToHandOut": RECAP | {"all": f"{RECAP['all']} left series_look"},
    "Recap": RECAP,
}
"""Who may read each field; texts are the fields' names. What is private is in no other kind of view."""

MODULES: tuple[ModuleType, ...] = (
    ballots,
    open_actions,
    recap,
    *(import_module(found.name) for found in walk_packages(views.__path__, "session.views.")),
)
"""Where what is shown is made: everything in `session.views`, and two values that leave as they are."""

SENT_TO_NOBODY = {phone_build.Part}
"""How a key of the phones' state is made; no view itself."""

UNLISTED = "Ludovica Fenn"
"""Somebody who is not on the list of people."""
UNNAMED = "Zebediah Quill"
"""Somebody who agreed to nothing."""
OPEN = "Philomena Dove"
"""Somebody who agreed to be named."""


def view_classes() -> Iterator[type[Struct]]:
    for module in MODULES:
        for _, one in inspect.getmembers(module, inspect.isclass):
            if not issubclass(one, Struct) or one in SENT_TO_NOBODY:
                continue
            if one.__module__ == module.__name__:
                yield one


def test_every_field_of_every_view_is_in_the_table() -> None:
    told = {name: " ".join(row.values()).split() for name, row in TABLE.items()}

    for view in view_classes():
        assert sorted(told[view.__name__]) == sorted(view.__struct_fields__), view.__name__
    assert {view.__name__ for view in view_classes()} == told.keys()


def test_private_views_stand_apart() -> None:
    for name, row in TABLE.items():
        for apart in ("private", "own"):
            assert apart not in row or set(row) == {apart}, name


def test_every_view_that_a_screen_shows_comes_from_a_listed_module() -> None:
    screens = Path(__file__).parent.parent / "screens"
    listed = {module.__name__ for module in MODULES}

    imported = {
        line.split()[1]
        for path in screens.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("from session.") and "View" in line
    }

    assert imported <= listed


def room() -> Table:
    """Return a session with somebody who agreed to nothing wherever a name can stand."""
    s = Table()
    s.do(ArriveAll())
    for name in (UNNAMED, OPEN):
        s.do(AddPerson(name=name, roles=("researcher",)))
    secret, named = [key for key, one in s.state.people.items() if one.name in {UNNAMED, OPEN}]
    s.do(ChangeConsent(person=named, consent=Consent(named=True)))
    s.do(SetCounting(on=True))
    s.do(StartTurn(group="researcher"))
    s.wait(6 * 60)
    for person in (secret, named):
        s.do(RaiseHand(person=person))
    s.do(RaiseHand(name=UNNAMED, reason="unclear"))
    for name in (UNNAMED, OPEN):
        s.do(Park(text=f"The timetable {len(s.state.parking)}", asked_by=name))
        s.do(SetAction(what=f"Ring the depot {len(s.state.actions)}", who=name))
    s.do(RaiseHand(name=UNLISTED))
    s.do(Park(text="The lease", asked_by=f"{OPEN} and {UNLISTED}"))
    s.do(SetAction(what="Ask for the lease", who=UNLISTED))
    for person in (secret, named, ""):
        s.do(AddIdea(text=f"A night bus {len(s.state.ideas)}", author=person))
    return s


def texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Struct():
            for field in value.__struct_fields__:
                yield from texts(getattr(value, field))
        case dict():
            for key, inner in value.items():
                yield from texts(key)
                yield from texts(inner)
        case tuple() | list():
            for inner in value:
                yield from texts(inner)
        case _:
            return


def public(s: Table) -> Iterator[str]:
    yield from texts(board(s.state, s.now(), BallotsIn()))
    yield from texts(themes_board(s.state))
    for name in SCENES:
        yield from texts(scene(s.state, s.now(), name))
    yield from texts(recap_of(s.state))
    for part in phone_build.PARTS:
        yield from texts(part.make(s.state, s.now()))
    yield from texts(phone_build.why(s.state))


def exported(told: Recap, folder: Path) -> str:
    for name in FORMATS:
        export(told, name, folder)
    files = (path for path in folder.rglob("*") if path.is_file())
    return "\n".join(words_in(path) for path in files)


@pytest.mark.practice("P47")
def test_who_agreed_to_nothing_is_named_nowhere_and_who_agreed_is(tmp_path: Path) -> None:
    s = room()

    words = "\n".join(public(s))
    files = exported(recap_of(s.state), tmp_path)

    for told in (words, files):
        assert "zebediah" not in told.casefold()
        assert "quill" not in told.casefold()
        assert "ludovica" not in told.casefold()
        assert "fenn" not in told.casefold()
        assert OPEN in told


@pytest.mark.practice("P47")
def test_by_name_for_the_facilitator_are_all_of_them_and_in_a_file_that_says_it_is_private(
    tmp_path: Path,
) -> None:
    s = room()

    panel = "\n".join(texts(by_name(s.state)))
    (file,) = export(actions_by_name(s.state), PRIVATE_ACTIONS, tmp_path)

    told = file.read_text(encoding="utf-8")
    for words in (panel, told):
        assert all(name in words for name in (UNNAMED, OPEN, UNLISTED))
    assert file.name.startswith("PRIVATE-")
    assert told.startswith("PRIVATE: ")
    assert PRIVATE.keys().isdisjoint(FORMATS)


@pytest.mark.practice("P47")
def test_a_consent_withdrawn_is_obeyed_at_once_everywhere(tmp_path: Path) -> None:
    s = room()
    named = next(key for key, one in s.state.people.items() if one.name == OPEN)
    s.do(CallHand(hand=next(h.id for h in s.state.queue.values() if h.person == named)))

    s.do(ChangeConsent(person=named, consent=Consent()))

    words = "\n".join(public(s))
    files = exported(recap_of(s.state), tmp_path)
    assert "Philomena" not in words + files


@pytest.mark.practice("P55")
def test_who_chose_to_be_shown_with_an_idea_is_shown_with_it_everywhere() -> None:
    s = room()
    secret, named, nobody = s.state.ideas
    phones = next(part for part in phone_build.PARTS if part.key == "ideas")

    assert [idea.author for idea in phones.make(s.state, s.now())] == ["", OPEN, ""]
    assert [idea.by for idea in themes_board(s.state).ideas] == ["", OPEN, ""]
    assert [idea.by for idea in recap_of(s.state).unthemed] == ["", OPEN, ""]
    rows = [row.text for row in scene(s.state, s.now(), "ideas").rows]
    assert [OPEN in row for row in rows] == [False, True, False]

    for idea in (secret, named):
        s.do(MergeIdea(idea=idea, into=nobody))
    (told,) = recap_of(s.state).unthemed
    assert [told.by, *(one.by for one in told.merged)] == ["", "", OPEN]


@pytest.mark.practice("P27")
def test_totals_stand_nowhere_before_they_are_shown(tmp_path: Path) -> None:
    s = room()
    s.do(OpenRound(question="Which?", options=("Bus", "Soup"), method="dots", dots=20))
    vote = next(iter(s.state.rounds.values()))
    bus, soup = vote.options
    s.do(BeginBallots(round=vote.id))
    cast = [Ballot("pass", {bus: 13, soup: 6})] * 13
    s.do(CloseRound(round=vote.id, tally=tally(vote, cast, by_role=False)))

    before = "\n".join(public(s)) + exported(recap_of(s.state), tmp_path / "before")
    s.do(RevealRound(round=vote.id))
    after = "\n".join(public(s)) + exported(recap_of(s.state), tmp_path / "after")

    assert "169" not in before
    assert "169" in after


def test_talk_of_one_person_or_by_role_group_is_in_no_public_view(tmp_path: Path) -> None:
    s = room()
    s.wait(1234)

    words = "\n".join(public(s)) + exported(recap_of(s.state), tmp_path)

    assert "of talk" not in words
    assert "% of the room" not in words
