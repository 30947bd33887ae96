"""What the settings of a laptop change about reading plans and days; spreadsheets of older and freer programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.open_session import open_session, resume_session
from session.model.plan import Plan, PlanItem
from session.model.record import SetAction
from session.model.settings import Settings
from session.plan import edits
from session.runtime import Done
from store.paths import Home, private_folder
from store.plans.read import read_file
from store.settings import save_settings

SHEETS = Path(__file__).parent / "sheets"
PLAN = Plan(title="Hub", agenda=(PlanItem(title="Welcome", minutes=10),))


@pytest.mark.parametrize(("month_first", "due"), [(False, "-01-12"), (True, "-12-01")])
def test_a_day_in_numbers_is_read_as_the_settings_say_and_stays_so_in_a_session(
    tmp_path: Path, month_first: bool, due: str
) -> None:
    home = Home(private_folder(tmp_path / "data"))
    save_settings(home, Settings(month_first=month_first))
    live = open_session(home, PLAN)
    session = live.session_id
    assert isinstance(live.handle(SetAction(what="Ring", who="Mo", by="12/1")), Done)
    live.close()
    save_settings(home, Settings(month_first=not month_first))
    again = resume_session(home, session)
    assert isinstance(again.handle(SetAction(what="Write", who="Mo", by="12/1")), Done)
    days = [one.due for one in again.runtime.live.actions.values()]
    again.close()

    assert [one[-6:] for one in days] == [due, due]


def test_the_day_of_a_plan_follows_them_too() -> None:
    today = date(2026, 11, 29)
    found = [edits.set_date(PLAN, "12/1", today, month_first=first) for first in (False, True)]

    assert found == [replace(PLAN, date="2027-01-12"), replace(PLAN, date="2026-12-01")]


def test_an_older_text_file_of_central_europe_is_read_right_by_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_CTYPE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    file = tmp_path / "plan.txt"
    file.write_bytes("10:00 Powitanie gości\n10:15 Łódź i Gdańsk\n11:00 Koniec\n".encode("cp1250"))
    titles = [one.title for one in read_file(file, central=True).understood.items]

    assert titles[:2] == ["Powitanie gości", "Łódź i Gdańsk"]
    assert [one.title for one in read_file(file).understood.items][1] != "Łódź i Gdańsk"


@pytest.mark.parametrize("name", ["agenda.xls", "agenda.ods"])
def test_spreadsheets_of_other_programs_are_read_like_xlsx(name: str) -> None:
    found = read_file(SHEETS / name).understood

    assert found.good
    assert [(one.title, one.minutes, one.kind) for one in found.items] == [
        ("Welcome", 15, "other"),
        ("What matters to us", 45, "other"),
        ("Break", 10, "break"),
        ("Ideas", 20, "other"),
    ]
