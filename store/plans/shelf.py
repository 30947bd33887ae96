"""The plans on disk: templates, the folder of plans, and the unsaved draft."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import msgspec

from session.model.plan import Plan
from store.disk import REAL, Disk, leftovers, replace_whole
from store.faults import PlanFaults
from store.paths import Home, private_folder
from store.plans.read import read_plan
from store.plans.write import plan_toml

_OURS = Path(__file__).parent / "templates"
_LONGEST_NAME = 60


class NotOverwritten(Exception):
    """Another file exists where a plan was to be saved; the text names it."""


class Drafted(msgspec.Struct, frozen=True):
    """The stored draft: the plan, and the file it is a draft of."""

    plan: Plan
    path: str = ""
    saved: Plan | None = None


def plans_folder(home: Home) -> Path:
    return home.root / "plans"


def plan_files(home: Home) -> tuple[Path, ...]:
    """Return the files of plans and templates in the data folder, and the draft, including those made by hand."""
    folders = (plans_folder(home), own_templates(home))
    files = [path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir())]
    draft = draft_file(home)
    return (*(path for path in files if path.is_file()), *((draft,) if draft.exists() else ()))


def own_templates(home: Home) -> Path:
    """Return the folder of templates that the facilitator added."""
    return home.root / "templates"


def templates(home: Home) -> tuple[tuple[tuple[str, Plan], ...], tuple[str, ...]]:
    """Return the templates, each with its path, and the faults of unreadable ones.

    Those in the data folder's ``templates`` come after Fairsay's own.
    """
    found: list[tuple[str, Plan]] = []
    faults: list[str] = []
    for folder in (_OURS, own_templates(home)):
        for path in _files(folder):
            try:
                found.append((str(path), read_plan(path)))
            except PlanFaults as wrong:
                faults += map(str, wrong.faults)
    return tuple(found), tuple(faults)


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix in {".toml", ".txt", ".csv"})
    except OSError:
        return []


def own(home: Home, path: str) -> bool:
    """Return whether a plan file was written by Fairsay, so that it may be overwritten.

    A file from elsewhere keeps its notes: a plan made from it is saved to a new file.
    """
    return bool(path) and Path(path).parent == plans_folder(home) and path.endswith(".toml")


def save_plan(
    home: Home,
    plan: Plan,
    path: str = "",
    *,
    was: Plan | None = None,
    over: bool = False,
    disk: Disk = REAL,
) -> Path:
    """Write a plan atomically, and return the path; an empty ``path`` chooses a name.

    was: the expected content of ``path``. A file with any other content is only overwritten with ``over``.
    Raises NotOverwritten, PlanFaults and OSError; then every file is unchanged.
    """
    target = Path(path).expanduser().absolute() if path else _free(home, plan)
    if target.suffix != ".toml":
        target = target.with_name(f"{target.name}.toml")
    data = plan_toml(plan, str(target))
    if target.exists() and not over and not _holds(target, was):
        raise NotOverwritten(str(target))
    private_folder(target.parent)
    for left in leftovers(target):
        disk.unlink(left)
    replace_whole(target, data, disk)
    return target


def _holds(path: Path, plan: Plan | None) -> bool:
    try:
        return plan is not None and path.read_bytes() == plan_toml(plan)
    except (OSError, PlanFaults):
        return False


def _free(home: Home, plan: Plan) -> Path:
    name = file_name(plan)
    folder = plans_folder(home)
    nth, path = 1, folder / f"{name}.toml"
    while path.exists():
        nth += 1
        path = folder / f"{name}-{nth}.toml"
    return path


def file_name(plan: Plan) -> str:
    """Return a name for the file: the date, and the title in plain letters."""
    plain = unicodedata.normalize("NFKD", plan.title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_NAME].strip("-") or "plan"
    return f"{plan.date}-{words}" if plan.date else words


def draft_file(home: Home) -> Path:
    return home.root / "draft.json"


def keep_draft(home: Home, draft: Drafted | None, disk: Disk = REAL) -> None:
    """Save the draft of a plan; ``None`` deletes it. Raises OSError."""
    file = draft_file(home)
    if draft is None:
        disk.unlink(file)
        return
    private_folder(file.parent)
    for left in leftovers(file):
        disk.unlink(left)
    replace_whole(file, msgspec.json.encode(draft), disk)


def kept_draft(home: Home) -> Drafted | None:
    """Return the saved draft; ``None`` if there is none, or it can't be read."""
    try:
        return msgspec.json.decode(draft_file(home).read_bytes(), type=Drafted)
    except (OSError, msgspec.DecodeError):
        return None
