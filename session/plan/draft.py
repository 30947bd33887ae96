"""A plan in progress, with undo and redo of its edits (P11)."""

from __future__ import annotations

from msgspec import Struct

from session.model.plan import Plan
from session.model.state import replace

_STEPS = 200
"""Number of edits that can be undone."""


class Saved(Struct, frozen=True):
    """A plan, and the file it is saved in; ``path`` is empty if it was never saved."""

    plan: Plan
    path: str = ""


class Draft(Struct, frozen=True):
    """The plan in progress, its earlier versions, and the version on disk."""

    plan: Plan
    path: str = ""
    saved: Plan | None = None
    past: tuple[Saved, ...] = ()
    ahead: tuple[Saved, ...] = ()

    @property
    def unsaved(self) -> bool:
        return self.plan != self.saved

    def then(self, plan: Plan) -> Draft:
        """Return the draft after one edit; an edit that changes nothing adds no version."""
        if plan == self.plan:
            return self
        past = (*self.past, Saved(self.plan, self.path))[-_STEPS:]
        return replace(self, plan=plan, past=past, ahead=())

    def begun_from(self, plan: Plan, path: str = "") -> Draft:
        """Return the draft with another plan; this can be undone."""
        past = (*self.past, Saved(self.plan, self.path))[-_STEPS:]
        return Draft(plan, path, plan if path else None, past)

    def back(self) -> Draft | None:
        """Return the draft before the last edit; ``None`` if there was none."""
        if not self.past:
            return None
        was = self.past[-1]
        ahead = (*self.ahead, Saved(self.plan, self.path))
        return replace(self, plan=was.plan, path=was.path, past=self.past[:-1], ahead=ahead)

    def forth(self) -> Draft | None:
        """Return the draft with the last undone edit redone; ``None`` if there is none."""
        if not self.ahead:
            return None
        comes = self.ahead[-1]
        past = (*self.past, Saved(self.plan, self.path))
        return replace(self, plan=comes.plan, path=comes.path, past=past, ahead=self.ahead[:-1])

    def kept_in(self, path: str, plan: Plan) -> Draft:
        """Return the draft after ``plan`` was saved in the file ``path``."""
        return replace(self, path=path, saved=plan)
