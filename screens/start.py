"""Start: why we meet, who is here, last time, today, the agreement; *so far* are the same pages, since a time."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from screens.agreement import Agreement
from screens.dialogs.agenda import minutes_of
from screens.dialogs.ask import ask_line
from screens.dialogs.confirm import Confirm
from screens.keys.key import Key
from screens.keys.tables import bindings_for
from screens.messages import StrikeAsked, Tell
from screens.outcomes import Outcomes
from screens.page_screen import PageScreen
from screens.series_messages import CatchUpAsked, CaughtUp
from screens.widgets.agreed_lines import AgreedLines
from screens.widgets.choices_card import ChoicesCard
from screens.widgets.key_line import OF_A_LINE
from session.model.lifecycle import StrikeArea
from session.model.opening_closing import NoteMissing, Reported, TakeUp, TellOutcome
from session.plan.reading.dates import has_date
from session.rules.opening_closing import left_open
from session.views.pages import Page, StartPage, start_pages
from session.views.spine import NextPage, Step
from session.wording.catalogue import say

_KEYS: dict[StartPage, str] = {
    "so-far": "since",
    "who": "add",
    "last": "done under-way not-done cannot-change passed-on take-up strike",
    "agreement": "add suggest reword agree counting shares by-role agreed-shares strike",
}
"""The keys of each page, besides those of all."""
_OF_A_PAGE = frozenset(" ".join(_KEYS.values()).split())


class StartScreen(PageScreen):
    """One page after the other. Once the session has begun, the first says what came of it so far."""

    PLACE = "start"
    CSS_PATH = Path(__file__).parent / "start.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("start")]
    PARTS = (*PageScreen.PARTS, Outcomes, Agreement)

    def __init__(self, page: StartPage = "why") -> None:
        super().__init__()
        self.page = page
        self._since_t = 0
        self._missed: Page | None = None
        """Until another page is turned to, since it may be for one person."""
        self._missed_beside = self.state.carried

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield Static(id="status")
        yield AgreedLines()
        yield ChoicesCard()

    @property
    def pages(self) -> dict[StartPage, Page]:
        return start_pages(self.state, self.now, self._since_t, self._missed)

    def begin(self, about: str) -> None:
        """Begin with one page."""
        for page in get_args(StartPage):
            if page == about:
                self.turn_to(page)

    def turn_to(self, page: StartPage) -> bool:
        """Show a page; return whether it was shown already."""
        was = self.page
        if page != "missed":
            self._missed = None
        # Before the session has begun there is no such page as so far.
        self.page = page if page in self.pages else "why"
        self._show()
        return was == page

    def show(self) -> None:
        if self._missed and self.state.carried is not self._missed_beside:
            # What was struck since may be on it.
            self.turn_to("why")
            return
        pages = self.pages
        self.choose_one()
        page = pages[self.page]
        asked = next((line.text for line in page.lines if self.chosen == line.id != ""), "")
        nth = [*pages].index(self.page) + 1
        self.set_class(self.page == "agreement", "-agreement")
        if agreement := self.part(Agreement):
            agreement.show()
        above = say("opening.page", page=nth, of=len(pages))
        if self.page == "agreement":
            # The lines are what is large there.
            above = f"{above} · {page.title}"
        self.draw(page, above, asked)

    def is_of_page(self, key: Key) -> bool:
        here = () if self.page == "last" and not self.choices else _KEYS.get(self.page, "").split()
        if self.page == "agreement" and not self.state.lines and key.does in OF_A_LINE:
            return False
        return key.id not in _OF_A_PAGE or key.id in here

    @property
    def idle_now(self) -> frozenset[str]:
        if self.page == "agreement" and self.state.lines:
            return frozenset()
        return frozenset({"put-right"} if self.choices else {"put-right", "strike"})

    @property
    def choices(self) -> list[str]:
        if self.page != "last":
            return []
        return [line.id for line in self.pages["last"].lines if line.id]

    def choose_one(self) -> None:
        """Select a line: the first that is open, since the group is asked about it."""
        left = [key for key in self.choices if key in left_open(self.state)]
        if left and self.chosen not in self.choices:
            self.chosen = left[0]
        super().choose_one()

    # What comes next

    @property
    def page_after(self) -> NextPage | None:
        pages = self.pages
        after = [*pages][[*pages].index(self.page) + 1 :]
        return NextPage(after[0], pages[after[0]].title) if after else None

    def own_step(self, step: Step) -> None:
        agreement = self.part(Agreement)
        if step.deed == "agree-lines" and agreement:
            agreement.ask()
        else:
            self.action_on()

    def action_on(self) -> None:
        if not self.read_on():
            self._turn(1)

    def action_back(self) -> None:
        self._turn(-1)

    def _turn(self, steps: int) -> None:
        pages = [*self.pages]
        self.turn_to(pages[min(max(pages.index(self.page) + steps, 0), len(pages) - 1)])

    def _move(self, steps: int) -> None:
        agreement = self.part(Agreement)
        if self.page == "agreement" and agreement:
            agreement.move(steps)
        else:
            super()._move(steps)

    # Keys that more than one page has

    def action_add(self) -> None:
        """Write down who is missing, or another line of the agreement."""
        agreement = self.part(Agreement)
        if self.page == "who":
            self.action_missing()
        elif agreement and self.turn_to("agreement"):
            agreement.add()

    def action_missing(self) -> None:
        self.turn_to("who")
        title, told = say("opening.missing_ask"), say("opening.missing_hint")
        ask_line(self, title, lambda text: self.submit(NoteMissing(text=text)), told)

    def action_strike(self) -> None:
        agreement = self.part(Agreement)
        if self.page == "agreement":
            if agreement and (line := agreement.chosen):
                self.post_message(StrikeAsked("lines", line))
        elif self.chosen:
            # An item that was reopened is in today's parking lot, including its changes there.
            area: StrikeArea = "parking" if self.chosen in self.state.parking else "carried"
            self.post_message(StrikeAsked(area, self.chosen))

    # Last time

    @property
    def thing(self) -> str:
        """Id of what is chosen; an outcome is reported on it."""
        return self.chosen if self.page == "last" else ""

    def tell_outcome(self, about: str, state: Reported, why: str = "", to: str = "") -> None:
        self.submit(TellOutcome(about=about, state=state, why=why, to=to))

    def action_take_up(self) -> None:
        if self.thing:
            self.submit(TakeUp(carried=self.thing))

    # So far

    def action_since(self) -> None:
        """Ask since when: for somebody who was away for some minutes."""
        if self.turn_to("so-far"):
            ask_line(self, say("sofar.since_ask"), self._since, say("sofar.since_hint"), empty=True)

    def _since(self, text: str) -> None:
        minutes = minutes_of(text) if text else None
        if text and minutes is None:
            self.post_message(Tell(say("dialog.number"), trouble=True))
        else:
            self._since_t = max(0, self.now.t - minutes * 60_000) if minutes else 0
            self._show()

    # Missed

    def action_missed(self) -> None:
        """Ask since when, or who: for somebody who is new, or missed a session of the series."""
        if self.state.meta.series:
            ask_line(self, say("catchup.ask"), self._for, say("catchup.ask_hint"))
        else:
            self.post_message(Tell(say("catchup.no_series"), trouble=True))

    def _for(self, typed: str) -> None:
        day = has_date(typed)
        self.post_message(
            CatchUpAsked(self, since=typed if day else "", person="" if day else typed)
        )

    @on(CaughtUp)
    def _show_missed(self, message: CaughtUp) -> None:
        """Show what was missed; what a person took on only after a yes, and nothing without an answer."""
        beside = self.state.carried

        def show(own: bool | None) -> None:
            if own is not None:
                self._missed = message.own if own else message.page
                self._missed_beside = beside
                self.turn_to("missed")

        if message.own is None:
            show(False)
            return
        question = say("catchup.own_ask", name=message.person)
        self.app.push_screen(Confirm(question, say("catchup.own_yes"), say("catchup.own_no")), show)
