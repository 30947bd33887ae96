"""The group agreement, large enough to be read by the room: its lines, and what the group allows (P16)."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from screens.base import BaseScreen
from screens.dialogs.ask import Ask
from screens.dialogs.pick import Pick
from screens.eight import Eight
from screens.following import Following
from screens.keys.keymap import hint
from screens.keys.tables import bindings_for
from screens.messages import StrikeAsked, Tell
from screens.text import plain
from screens.widgets.agreed_lines import AgreedLines
from screens.widgets.choices_card import ChoicesCard, ChoicesFacts
from screens.widgets.key_line import KeyLine
from screens.widgets.status_line import StatusLine, TroubleBanner
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

_KEYS = ("add", "suggest", "agree", "board", "reword", "counting", "undo", "help")


class AgreementScreen(BaseScreen[None]):
    """The lines are large at the top, the choices below them. Keys act on the selected line."""

    CSS_PATH = Path(__file__).parent / "agreement.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("agreement")]
    PLACE = "agreement"
    PARTS = (Eight, Following)
    AUTO_FOCUS = None
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-high")]  # noqa: RUF012 - Textual declares no ClassVar

    def __init__(self) -> None:
        super().__init__()
        self._view = AgreementView()

    def compose(self) -> ComposeResult:
        yield StatusLine()
        yield TroubleBanner()
        yield Static(plain(say("agreement.title"), "bold"), id="head")
        yield Static(id="status")
        yield AgreedLines()
        yield ChoicesCard()
        yield KeyLine("agreement", _KEYS)

    def show_state(self) -> None:
        self.show(agreement_view(self.state))

    def show(self, view: AgreementView) -> None:
        """Pass each widget its part; the selected line stays selected, also after it was moved."""
        chosen, before = self._chosen(), {key for key, _ in self._view.lines}
        self._view = view
        lines = self.query_one(AgreedLines)
        keys = [key for key, _ in view.lines]
        added = next((nth for nth, key in enumerate(keys) if key not in before), None)
        if added is not None and before:
            lines.at = added
        elif chosen in keys:
            lines.at = keys.index(chosen)
        else:
            lines.at = max(0, min(lines.at, len(keys) - 1))
        lines.lines = tuple(text for _, text in view.lines)
        status = self.query_one("#status", Static)
        status.update(plain(view.status))
        status.set_class(view.agreed, "-agreed")
        self.query_one(ChoicesCard).value = ChoicesFacts(view.choices, view.shares)

    def _at(self) -> int:
        return self.query_one(AgreedLines).at

    def _chosen(self) -> str:
        at = self._at()
        return self._view.lines[at][0] if at < len(self._view.lines) else ""

    # The lines

    def action_add(self) -> None:
        self._ask_line(say("agreement.add"), "")

    def action_suggest(self) -> None:
        suggested = suggestions(self.state)
        if not suggested:
            self.post_message(
                Tell(
                    hint(self.app, "agreement", "agreement.suggest.none"),
                    trouble=True,
                )
            )
            return
        self.app.push_screen(
            Pick(say("agreement.suggest"), [(text, text) for text in suggested]),
            lambda text: self.submit(AddLine(text=text)) if text else None,
        )

    def action_reword(self) -> None:
        if chosen := self._chosen():
            self._ask_line(say("agreement.reword"), chosen)

    def _ask_line(self, title: str, line: str) -> None:
        value = self.state.lines[line].text if line else ""

        def check(text: str) -> Rejected | None:
            return line_refused(self.state, text, line) if text else None

        def typed(text: str | None) -> None:
            if text and text != value:
                self.submit(RewordLine(line=line, text=text) if line else AddLine(text=text))

        self.app.push_screen(Ask(title, "", value, check), typed)

    def action_up(self) -> None:
        self._choose(self._at() - 1)

    def action_down(self) -> None:
        self._choose(self._at() + 1)

    def _choose(self, at: int) -> None:
        self.query_one(AgreedLines).at = max(0, min(at, len(self._view.lines) - 1))

    def action_earlier(self) -> None:
        self._move(-1)

    def action_later(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        if chosen := self._chosen():
            self.submit(MoveLine(line=chosen, by=by))

    def action_remove(self) -> None:
        if chosen := self._chosen():
            self.submit(RemoveLine(line=chosen))

    def action_strike(self) -> None:
        if chosen := self._chosen():
            self.post_message(StrikeAsked("lines", chosen))

    def action_agree(self) -> None:
        self.submit(AgreeLines(), say("agreement.done"))

    # The choices

    def action_counting(self) -> None:
        self.submit(SetCounting(on=not self.state.meta.counting))

    def action_shares(self) -> None:
        self.submit(ShowShares(on=not self.state.agreement.shares_shown))

    def action_by_role(self) -> None:
        self.submit(TellByRole(on=not self.state.agreement.results_by_role))

    def action_agreed_shares(self) -> None:
        known = groups(self.state)
        agreed = self.state.agreement.agreed_shares
        such_as = " ".join(map(str, _even(len(known))))
        self.app.push_screen(
            Ask(
                say("agreement.ask_shares"),
                say("agreement.ask_shares.hint", groups=", ".join(known), such_as=such_as),
                " ".join(str(agreed.get(group, 0)) for group in known) if agreed else "",
                self._shares_refused,
            ),
            self._agree_shares,
        )

    def _shares_refused(self, text: str) -> Rejected | None:
        shares = parse_shares(text, groups(self.state))
        return shares if isinstance(shares, Rejected) else shares_refused(self.state, shares)

    def _agree_shares(self, text: str | None) -> None:
        shares = parse_shares(text, groups(self.state)) if text is not None else None
        if isinstance(shares, dict) and shares != self.state.agreement.agreed_shares:
            self.submit(AgreeShares(shares=shares))

    # The record, and other screens


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
