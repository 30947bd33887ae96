"""Plans on the disk: templates that hold, files written whole and never over another, the draft."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from session.erase.person import forgetting
from session.model.plan import Plan, PlanItem, PlanPerson, Wifi
from session.model.state import replace
from session.plan.outline import LONGEST_SITTING, outline
from store.disk import Disk
from store.erase.person import forget_person
from store.faults import PlanFaults
from store.paths import Home
from store.plans.read import parse_plan, read_plan
from store.plans.shelf import (
    Drafted,
    NotOverwritten,
    keep_draft,
    kept_draft,
    own,
    plans_folder,
    save_plan,
    templates,
)
from store.plans.write import plan_toml

PLAN = Plan("What should the hub offer?", (PlanItem("Welcome", 10),), date="2026-11-23")
TEMPLATES = [plan for _, plan in templates(Home(Path("nowhere")))[0]]


def full(*_: object) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


FULL = Disk(write=full)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@pytest.mark.practice("P11")
def test_there_are_seven_templates() -> None:
    assert [plan.title for plan in TEMPLATES] == [
        "First meeting",
        "Gathering ideas",
        "Themes and priorities",
        "Making a decision",
        "Looking back",
        "Open conversation",
        "Celebration",
    ]


@pytest.mark.practice("P11", "P22", "P35")
@pytest.mark.parametrize("plan", TEMPLATES, ids=lambda plan: plan.title)
def test_a_template_adds_up_and_has_what_a_session_needs(plan: Plan) -> None:
    view = outline(replace(plan, start="10:00"))
    kinds = [one.kind for one in plan.agenda]

    assert view.warnings == ()
    assert view.refused == ""
    assert "check-in" in kinds
    assert "agreement" in kinds
    assert kinds[-1] == "check-out"
    assert all(one.protected for one in plan.agenda if one.kind in {"break", "check-out"})
    assert all(one.focus.endswith("?") for one in plan.agenda if one.kind != "break")
    assert parse_plan(plan_toml(plan), "plan.toml") == plan


def test_a_template_has_a_break_before_an_hour_and_a_quarter_or_no_minutes() -> None:
    for plan in TEMPLATES:
        minutes = [one.minutes for one in plan.agenda]
        assert sum(one or 0 for one in minutes) <= 130
        if plan.title == "Open conversation":
            assert set(minutes) == {None}
        else:
            assert None not in minutes
            assert "break" in [one.kind for one in plan.agenda]
            assert LONGEST_SITTING == 75


def test_a_template_of_ones_own_is_offered_and_a_broken_one_told(home: Home) -> None:
    folder = home.root / "templates"
    folder.mkdir(parents=True)
    (folder / "ours.txt").write_text("Our own\n10 Welcome\n", encoding="utf-8")
    (folder / "broken.toml").write_text('title = "x"\nminutes = oops\n[[agenda]]\n', "utf-8")

    found, faults = templates(home)

    assert [plan.title for _, plan in found][7:] == ["Our own"]
    assert any(f"{folder / 'broken.toml'}:2:" in fault for fault in faults)


def test_a_plan_is_saved_and_read_again(home: Home) -> None:
    plan = replace(PLAN, wifi=Wifi("Library", ' p"\\ä '), meeting_link="https://example.org/x")

    path = save_plan(home, plan)

    assert path == plans_folder(home) / "2026-11-23-what-should-the-hub-offer.toml"
    assert read_plan(path) == plan
    assert own(home, str(path))
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_new_plan_never_takes_the_place_of_another(home: Home) -> None:
    first = save_plan(home, PLAN)

    second = save_plan(home, replace(PLAN, purpose="Another"))

    assert second.name == "2026-11-23-what-should-the-hub-offer-2.toml"
    assert read_plan(first) == PLAN


def test_a_file_is_written_over_only_when_it_holds_what_is_known(home: Home) -> None:
    path = save_plan(home, PLAN)
    changed = replace(PLAN, purpose="To choose")

    save_plan(home, changed, str(path), was=PLAN)
    path.write_text("# by hand\n" + path.read_text("utf-8"), "utf-8")
    with pytest.raises(NotOverwritten):
        save_plan(home, PLAN, str(path), was=changed)

    assert path.read_text("utf-8").startswith("# by hand")
    assert read_plan(save_plan(home, PLAN, str(path), over=True)) == PLAN


def test_a_full_disk_leaves_the_file_as_it_was(home: Home) -> None:
    path = save_plan(home, PLAN)

    with pytest.raises(OSError, match="space"):
        save_plan(home, replace(PLAN, title="Other"), str(path), was=PLAN, disk=FULL)

    assert read_plan(path) == PLAN
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_plan_that_cant_be_read_again_is_not_written(home: Home) -> None:
    backward = (PlanItem("A", starts_at="11:00"), PlanItem("B", starts_at="10:00"))

    with pytest.raises(PlanFaults):
        save_plan(home, replace(PLAN, agenda=backward))

    assert not plans_folder(home).exists()


def test_the_draft_is_kept_whatever_it_holds(home: Home) -> None:
    backward = (PlanItem("A", starts_at="11:00"), PlanItem("B", starts_at="10:00"))
    draft = Drafted(replace(PLAN, agenda=backward), "somewhere.toml", PLAN)

    keep_draft(home, draft)

    assert kept_draft(home) == draft
    keep_draft(home, None)
    assert kept_draft(home) is None


def test_a_draft_that_cant_be_read_is_none(home: Home) -> None:
    keep_draft(home, Drafted(PLAN))
    (home.root / "draft.json").write_bytes(b'{"plan": 3}')

    assert kept_draft(home) is None


@pytest.mark.practice("P46")
def test_a_person_is_forgotten_in_plans_and_in_the_draft(home: Home) -> None:
    people = (PlanPerson("Zebediah Quill", ("researcher",)), PlanPerson("Nadia"))
    plan = replace(
        PLAN, title="Tea with Zebediah Quill", people=people, support="Zebediah Quill, at the door"
    )
    path = save_plan(home, plan)
    keep_draft(home, Drafted(plan, str(path), plan))

    told = forget_person(home, forgetting("Zebediah Quill"))

    assert told.left == ()
    assert not path.exists()
    (cleaned,) = (read_plan(one) for one in plans_folder(home).iterdir())
    draft = kept_draft(home)
    assert draft
    assert [one.name for one in cleaned.people] == ["Nadia"]
    assert [one.name for one in draft.plan.people] == ["Nadia"]
    assert "Quill" not in repr((cleaned, draft))
