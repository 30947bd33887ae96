"""Forget a session: what was reported on its decisions, actions and suggestions goes from its series' journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from session.erase.walk import blank, changed, cleaned_payload
from session.model.series import DecisionReplaced, OutcomeReported


@dataclass(frozen=True)
class ReportsOn:
    """Removes the words of every report on things with these ids. The report itself stays: events have numbers."""

    ids: frozenset[str]

    def value(self, value: Any) -> Any:
        match value:
            case OutcomeReported() if value.about in self.ids:
                return changed(value, {"why": blank(value.why), "to": blank(value.to)})
            case DecisionReplaced() if {value.about, value.instead} & self.ids:
                return changed(value, {"why": blank(value.why)})
            case _:
                return value

    def payload(self, payload: bytes) -> bytes:
        unchanged: Callable[[Any], Any] = lambda raw: raw  # noqa: E731
        return cleaned_payload(payload, self.value, unchanged)

    def text(self, text: str) -> str:
        """Return a text that has no ids, as it is: nothing in it can be found."""
        return text

    def may_be_in(self, data: bytes) -> bool:
        return any(one.encode() in data for one in self.ids)
