"""The group agreement, large enough to be read by the room: the last page of *Start* (P16).

Its lines, and what the group allows. Keys act on the selected line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from screens.base import Part
from screens.dialogs.ask import Ask
from screens.dialogs.pick import Pick
from screens.keys.keymap import hint, keys_on, layout_of
from screens.messages import Submit, Tell
from screens.text import plain
from screens.widgets.agreed_lines import AgreedLines
from screens.widgets.choices_card import ChoicesCard, ChoicesFacts
from session.model.agreement import (
    AddLine,
    AgreeLines,
    AgreeShares,
    MoveLine,
    RemoveLine,
    RewordLine,
    ShowShares,
    TellByRole,
)
from session.model.lifecycle import SetCounting
from session.model.state import Rejected
from session.rules.agreement import groups, line_refused, shares_refused, suggestions
from session.views.agreement import AgreementView, agreement_view
from session.wording.catalogue import say

if TYPE_CHECKING:
    from screens.start import StartScreen


_CHOICES = ("counting", "shares", "by-role", "agreed-shares")
"""The keys of the choices, in the order of the card."""


class Agreement(Part):
    screen: StartScreen

    _view = AgreementView()

    def show(self) -> None:
        """Pass each widget its part; the selected line stays selected, also after it was moved."""
        view = agreement_view(self.screen.state)
        chosen, before = self.chosen, {key for key, _ in self._view.lines}
        self._view = view
        lines = self.screen.query_one(AgreedLines)
        order = [key for key, _ in view.lines]
        added = next((nth for nth, key in enumerate(order) if key not in before), None)
        if added is not None and before:
            lines.at = added
        elif chosen in order:
            lines.at = order.index(chosen)
        else:
            lines.at = max(0, min(lines.at, len(order) - 1))
        lines.lines = tuple(text for _, text in view.lines)
        status = self.screen.query_one("#status", Static)
        status.update(plain(view.status))
        status.set_class(view.agreed, "-agreed")
        keys = {key.id: key.shown for key in keys_on("start", layout_of(self.screen.app))}
        facts = ChoicesFacts(view.choices, view.shares, tuple(keys[one] for one in _CHOICES))
        self.screen.query_one(ChoicesCard).value = facts

    @property
    def _at(self) -> int:
        return self.screen.query_one(AgreedLines).at

    @property
    def chosen(self) -> str:
        """Id of the selected line; empty without any, and while another page is shown."""
        shown = self.screen.page == "agreement" and self._at < len(self._view.lines)
        return self._view.lines[self._at][0] if shown else ""

    @property
    def _is_shown(self) -> bool:
        """Whether its page is shown; else it is turned to, and the next press acts."""
        return self.screen.turn_to("agreement")

    # The lines

    def add(self) -> None:
        self._ask_line(say("agreement.add"), "")

    def action_suggest(self) -> None:
        if not self._is_shown:
            return
        suggested = suggestions(self.screen.state)
        if not suggested:
            told = hint(self.screen.app, "start", "agreement.suggest.none")
            self.screen.post_message(Tell(told, trouble=True))
            return
        self.screen.app.push_screen(
            Pick(say("agreement.suggest"), [(text, text) for text in suggested]),
            lambda text: self.screen.submit(AddLine(text=text)) if text else None,
        )

    def action_reword(self) -> None:
        if chosen := self.chosen:
            self._ask_line(say("agreement.reword"), chosen)

    def _ask_line(self, title: str, line: str) -> None:
        state = self.screen.state
        value = state.lines[line].text if line else ""

        def check(text: str) -> Rejected | None:
            return line_refused(self.screen.state, text, line) if text else None

        def typed(text: str | None) -> None:
            if text and text != value:
                done = RewordLine(line=line, text=text) if line else AddLine(text=text)
                self.screen.submit(done)

        self.screen.app.push_screen(Ask(title, "", value, check), typed)

    def move(self, steps: int) -> None:
        """Select the line above or below."""
        at = min(self._at + steps, len(self._view.lines) - 1)
        self.screen.query_one(AgreedLines).at = max(0, at)

    def action_earlier(self) -> None:
        self._move(-1)

    def action_later(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        if chosen := self.chosen:
            self.screen.submit(MoveLine(line=chosen, by=by))

    def action_remove(self) -> None:
        if chosen := self.chosen:
            self.screen.submit(RemoveLine(line=chosen))

    def action_agree(self) -> None:
        if self._is_shown:
            self.screen.submit(AgreeLines(), say("agreement.done"))

    def ask(self) -> None:
        """Agree the lines, if everybody does."""
        question = say("agreement.ask"), say("console.yes"), say("console.no")
        self.screen.post_message(Submit(AgreeLines(), say("agreement.done"), question=question))

    # The choices

    def action_counting(self) -> None:
        if self._is_shown:
            self.screen.submit(SetCounting(on=not self.screen.state.meta.counting))

    def action_shares(self) -> None:
        if self._is_shown:
            self.screen.submit(ShowShares(on=not self.screen.state.agreement.shares_shown))

    def action_by_role(self) -> None:
        if self._is_shown:
            self.screen.submit(TellByRole(on=not self.screen.state.agreement.results_by_role))

    def action_agreed_shares(self) -> None:
        if not self._is_shown:
            return
        known = groups(self.screen.state)
        agreed = self.screen.state.agreement.agreed_shares
        such_as = " ".join(map(str, _even(len(known))))
        self.screen.app.push_screen(
            Ask(
                say("agreement.ask_shares"),
                say("agreement.ask_shares.hint", groups=", ".join(known), such_as=such_as),
                " ".join(str(agreed.get(group, 0)) for group in known) if agreed else "",
                self._shares_refused,
            ),
            self._agree_shares,
        )

    def _shares_refused(self, text: str) -> Rejected | None:
        state = self.screen.state
        shares = parse_shares(text, groups(state))
        return shares if isinstance(shares, Rejected) else shares_refused(state, shares)

    def _agree_shares(self, text: str | None) -> None:
        state = self.screen.state
        shares = parse_shares(text, groups(state)) if text is not None else None
        if isinstance(shares, dict) and shares != state.agreement.agreed_shares:
            self.screen.submit(AgreeShares(shares=shares))


def parse_shares(text: str, known: tuple[str, ...]) -> dict[str, int] | Rejected:
    """Parse "50 30 20" as whole percents, one for each role group; empty means the room's shares."""
    words = text.replace(",", " ").replace("%", " ").split()
    if not words:
        return {}
    whole = all(word.isascii() and word.isdigit() and len(word) <= 3 for word in words)
    if not whole or len(words) != len(known):
        return Rejected("refused.shares_words", {"n": len(known)})
    return dict(zip(known, map(int, words), strict=True))


def _even(n: int) -> list[int]:
    """Return ``n`` whole percents with a sum of 100."""
    return [100 // n + (nth < 100 % n) for nth in range(n)] if n else []
