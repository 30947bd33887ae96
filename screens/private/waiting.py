"""Private: messages to the facilitator, what waits, everybody by full name, hints, and shares of talk (P23)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from screens.messages import StrikeAsked
from screens.private.page import PrivatePage
from screens.text import plain
from screens.widgets.key_line import OF_A_LINE
from screens.widgets.rows import Row
from screens.widgets.voice_bars import bars
from session.model.admission import SettleMissed, SettleReturn
from session.model.people import AnswerUnlisted
from session.model.phones import SeeConcern, SettleOffer
from session.model.state import State
from session.rules.admission import waiting_for_missed
from session.rules.phones import unread
from session.views.by_name import NamedLine, by_name
from session.views.private import private, voices
from session.wording.catalogue import say

_INDENT = 2
_DONE_TO: dict[str, tuple[str, ...]] = {
    "concerns": ("take", "strike"),
    "offers": ("yes", "no", "strike"),
    "returns": ("yes", "no"),
    "missed": ("yes", "no"),
    "unlisted": ("yes", "no"),
}
"""What is done to the lines of each area; the others are only read."""


class WaitingPage(PrivatePage):
    NAME = "waiting"
    KEYS = ("private-take", "consent-yes", "consent-no", "strike", "actions")

    def listed(self, state: State) -> tuple[str, Sequence[Row]]:
        rows = [*self._waiting(state), *self._by_name(state), *self._shares(state)]
        # Every line can be reached with the arrows, also one without keys.
        return "", [(key or f"told/{n}", words) for n, (key, words) in enumerate(rows)]

    def idle(self, chosen: str) -> frozenset[str]:
        area, _, _ = chosen.partition("/")
        return OF_A_LINE.difference(_DONE_TO.get(area, ()))

    def pass_time(self) -> None:
        if self.state.meta.counting:
            self.screen.show_state()

    def take(self) -> None:
        area, _, key = self.chosen.partition("/")
        if area == "concerns":
            self.screen.submit(SeeConcern(concern=key))

    def answer(self, answer: bool | None) -> None:
        area, _, key = self.chosen.partition("/")
        if answer is None:
            return
        match area:
            case "offers":
                self.screen.submit(SettleOffer(taken=answer, offer=key))
            case "returns":
                self.screen.submit(SettleReturn(yes=answer, device=key))
            case "missed":
                self.screen.submit(SettleMissed(yes=answer, device=key))
            case "unlisted":
                self.screen.submit(AnswerUnlisted(unlisted=key, shown=answer))
            case _:
                return

    def strike(self) -> None:
        area, _, key = self.chosen.partition("/")
        if area == "offers":
            self.screen.post_message(StrikeAsked("offers", key))
        elif area == "concerns":
            self.screen.post_message(StrikeAsked("concerns", key))

    def _waiting(self, state: State) -> Iterator[Row]:
        view = private(state)
        for area, name, keys, words in (
            ("concerns", "concern", [one.id for one in unread(state)], view.concerns),
            ("offers", "offer", [*state.offers], view.offers),
            ("returns", "return", [*state.returns], view.returns),
            ("missed", "missed", [one.device for one in waiting_for_missed(state)], view.missed),
        ):
            for key, text in zip(keys, words, strict=True):
                yield f"{area}/{key}", plain(say(f"voices.{name}", text=text), "bold")
        if view.unclear:
            yield "", plain(say("voices.unclear", n=view.unclear[0]))
        if view.notes:
            yield "", plain(say("voices.notes", notes="\n".join(view.notes)))

    def _by_name(self, state: State) -> Iterator[Row]:
        view = by_name(state)
        for key, names in (("queue", view.queue), ("round", view.circle)):
            if names:
                yield "", plain(say(f"voices.{key}", names=" · ".join(names)))
        yield from _listed(say("voices.owners"), view.owners)
        yield from _listed(say("voices.asked"), view.asked)
        if view.unlisted:
            yield "", plain(say("voices.unlisted"), "bold")
        for one in view.unlisted:
            now = say("voices.unlisted.shown" if one.shown else "voices.unlisted.private")
            yield f"unlisted/{one.key}", plain(f"  {one.name}: {now}")

    def _shares(self, state: State) -> Iterator[Row]:
        view = voices(state, self.screen.now)
        width = self.screen.app.size.width - 2 * _INDENT
        for title, lines in (("recent", view.recent), ("whole", view.whole)):
            if lines:
                yield "", plain(say(f"voices.{title}"), "bold")
                yield from (("", row) for row in bars(lines, width))
        mark = say("voices.mark") if view.recent or view.whole else ""
        for words in filter(None, (view.said, view.facilitators, mark)):
            yield "", plain(words, "$quiet")


def _listed(title: str, lines: Sequence[NamedLine]) -> Iterator[tuple[str, Content]]:
    if lines:
        yield "", plain(title, "bold")
    for one in lines:
        yield "", plain(f"  {one.who}: {one.what}")
