"""The plan screen's operations on the data folder. Every call may wait for the disk: never on the event loop."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from threading import Lock

from session import envelope
from session.erase.walk import STRUCK
from session.model.lifecycle import Closing, SessionStarted
from session.model.plan import DEFAULT_ROLES, Plan
from session.model.state import replace
from session.model.text import clean, short
from session.plan.next_time import for_next_time
from session.plan.outline import span
from session.plan.people import come_along, known_people
from session.views.plan_shelf import PlanRead, PlanSaved, PlanShelf, Source
from session.wording.catalogue import say
from store.faults import PlanFaults
from store.paths import Home
from store.plans.read import read_file, read_people_file, read_text
from store.plans.shelf import (
    Drafted,
    NotOverwritten,
    file_name,
    keep_draft,
    kept_draft,
    own,
    plans_folder,
    save_plan,
    templates,
)
from store.settings import read_settings
from store.zones import zones

_MOST = 10
"""Sessions and plans offered, the newest first."""


class PlanDesk:
    """Templates, plans and earlier sessions in ``home``."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self._one_at_a_time = Lock()

    def shelf(self) -> PlanShelf:
        """Return everything that a plan can begin from. Raises OSError and the index's exceptions."""
        from store.library.listing import sessions

        found, faults = templates(self.home)
        rows = sessions(self.home)
        newest = {row.series: row for row in reversed(rows) if row.series and row.title}
        alone = [row for row in rows if not row.series and row.title]
        return PlanShelf(
            templates=tuple(Source(path, _template(plan), plan) for path, plan in found),
            sessions=tuple(
                Source(row.id, _session(row.series, row.title, row.started))
                for row in [*newest.values(), *alone][:_MOST]
            ),
            plans=tuple(Source(str(path), path.stem) for path in self._plans()),
            faults=faults,
            series=tuple(sorted(newest)),
            draft=kept_draft(self.home) is not None,
            month_first=read_settings(self.home)[0].month_first,
            zones=zones(),
        )

    def _plans(self) -> list[Path]:
        folder = plans_folder(self.home)
        if not folder.is_dir():
            return []
        plans = [path for path in folder.iterdir() if path.suffix == ".toml"]
        return sorted(plans, key=lambda path: path.stat().st_mtime, reverse=True)[:_MOST]

    def file(self, path: str, part: str = "") -> PlanRead:
        """Read a plan file: Fairsay's own is saved there again, any other is not changed.

        part: which of its days, sheets or agendas is meant.
        """
        place = str(Path(_path(path)).expanduser().absolute())
        try:
            read = read_file(place, part, central=self._central())
        except PlanFaults as wrong:
            return PlanRead(faults=tuple(map(str, wrong.faults)))
        if own(self.home, place):
            return PlanRead(read.plan, place, read.plan)
        return PlanRead(read.plan, understood=read.understood)

    def _central(self) -> bool:
        return read_settings(self.home)[0].central

    def rows(self, text: str, part: str = "") -> PlanRead:
        """Read pasted rows, in any text format."""
        try:
            read = read_text(text, part=part)
        except PlanFaults as wrong:
            return PlanRead(faults=tuple(f"{one.wrong}; {one.instead}." for one in wrong.faults))
        return PlanRead(read.plan, understood=read.understood)

    def people_list(self, path: str) -> PlanRead:
        """Read a list of people from a file."""
        try:
            place = Path(_path(path)).expanduser()
            found = read_people_file(place, DEFAULT_ROLES, central=self._central())
            return PlanRead(people=found)
        except PlanFaults as wrong:
            return PlanRead(faults=tuple(map(str, wrong.faults)))

    def template(self, path: str) -> PlanRead:
        """Read a template. It is never the file that is saved to."""
        return replace(self.file(path), path="", saved=None, understood=None)

    def draft(self) -> PlanRead:
        """Return the saved draft, if there is one."""
        left = kept_draft(self.home)
        return in_hand(left) if left else PlanRead()

    def last_time(self, session: str) -> PlanRead:
        """Return the plan of an earlier session, with the people on its list."""
        from session.replay import replay
        from store.journal.format import scan

        try:
            payloads = scan(self.home.journal(session), session).payloads
        except OSError:
            return PlanRead(faults=(say("home.no_journal", session=session),))
        first = envelope.fact(envelope.head(payloads[0])) if payloads else None
        if not isinstance(first, SessionStarted):
            return PlanRead(faults=(say("home.no_journal", session=session),))
        state = replay(payloads).state
        people = state.people.values()
        agreed = Closing() if state.closing.next_session == STRUCK else state.closing
        coming = for_next_time(first.plan, agreed, datetime.now().astimezone().date())
        plan = come_along(replace(coming, people=()), known_people(people))
        named = frozenset(one.name for one in people if one.consent.named)
        return PlanRead(plan, named=named)

    def people_of(self, series: str) -> PlanRead:
        """Return a plan with only the people of the newest session of ``series``."""
        from store.library.listing import sessions

        wanted = clean(series).casefold()
        row = next((one for one in sessions(self.home) if one.series.casefold() == wanted), None)
        if not wanted or row is None:
            return PlanRead(faults=(say("plan.nobody_before"),))
        return self.last_time(row.id)

    def save(self, plan: Plan, path: str, was: Plan | None, over: bool) -> PlanSaved:
        """Write a plan. Raises PlanFaults and OSError; then nothing on disk has changed."""
        try:
            return PlanSaved(str(save_plan(self.home, plan, _path(path), was=was, over=over)))
        except NotOverwritten as taken:
            return PlanSaved(str(taken), taken=True)

    def sheets(self, plan: Plan, folder: str) -> tuple[str, ...]:
        """Write run sheets to print, and return their names. Raises ExportRefused."""
        from store.exports.run_sheet import write_sheets

        place = Path(_path(folder)).expanduser()
        return tuple(str(path) for path in write_sheets(plan, place, file_name(plan)))

    def keep(self, draft: Drafted | None) -> None:
        """Save the draft; ``None`` deletes it. Raises OSError."""
        with self._one_at_a_time:
            keep_draft(self.home, draft)


def in_hand(draft: Drafted) -> PlanRead:
    return PlanRead(draft.plan, draft.path, draft.saved)


def _template(plan: Plan) -> str:
    minutes = sum(one.minutes or 0 for one in plan.agenda)
    length = span(minutes) if minutes else say("plan.no_minutes")
    return f"{short(plan.title, 50)}  ({length})"


def _session(series: str, title: str, started: str) -> str:
    try:
        local = datetime.fromisoformat(started).astimezone()
        when = f"{local.day} {local:%b %Y}"
    except ValueError:
        when = ""
    return " · ".join(filter(None, (short(series, 28), short(title, 40), when)))


def _path(typed: str) -> str:
    from session.plan.reading.dropped import path_of

    return path_of(typed)
