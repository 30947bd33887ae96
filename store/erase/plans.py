"""Forget a person in saved plans: removes them from the list of people, and their name from every text."""

from pathlib import Path

import msgspec

from session.erase.person import Forgetting
from session.model.plan import Plan
from session.model.state import replace
from store.disk import REAL, Disk, replace_whole
from store.erase.spelling import Spelling
from store.faults import PlanFaults
from store.paths import Home
from store.plans.read import parse_plan
from store.plans.shelf import Drafted, draft_file, file_name, keep_draft, plan_files
from store.plans.write import plan_toml


def plans_with(home: Home, look: Spelling) -> tuple[Path, ...]:
    """Return the plans, templates and draft that contain the name, in their text or file name."""
    return tuple(
        path for path in plan_files(home) if _named(path, look) or look.within(path.read_bytes())
    )


def _named(path: Path, look: Spelling) -> bool:
    return look.within(path.stem.replace("-", " ").encode())


def forget_in_plan(
    home: Home, path: Path, forget: Forgetting, look: Spelling, disk: Disk = REAL
) -> None:
    """Clean one plan. An unreadable one is left, and the final search reports it. Raises OSError."""
    data = disk.read(path)
    try:
        if path == draft_file(home):
            draft = msgspec.json.decode(data, type=Drafted)
            saved = _without(draft.saved, forget) if draft.saved else None
            keep_draft(home, Drafted(_without(draft.plan, forget), "", saved), disk)
            return
        plan = _without(parse_plan(data, str(path)), forget)
        cleaned = plan_toml(plan)
    except (PlanFaults, msgspec.DecodeError):
        return
    target = path.with_suffix(".toml")
    if _named(path, look):
        target = path.with_name(f"{file_name(plan)}-{len(data)}.toml")
    replace_whole(target, cleaned, disk)
    if target != path:
        disk.unlink(path)
        disk.sync_folder(path.parent)


def _without(plan: Plan, forget: Forgetting) -> Plan:
    people = tuple(one for one in plan.people if not forget.is_name(one.name))
    cleaned: Plan = forget.value(replace(plan, people=people))
    # Role groups and the series are the group's own words, and link to other files.
    return replace(
        cleaned,
        series=plan.series,
        roles=plan.roles,
        hoped_for=plan.hoped_for,
        people=tuple(
            replace(one, role=was.role) for one, was in zip(cleaned.people, people, strict=True)
        ),
    )
