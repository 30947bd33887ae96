"""Ask for the meeting link or the Wi-Fi during the session: the plan may not have had them."""

from __future__ import annotations

from textual.screen import Screen

from screens.dialogs.ask import Ask
from screens.dialogs.pick import Pick
from screens.messages import Submit
from session.model.lifecycle import Meta
from session.model.phones import SetWays
from session.model.plan import Wifi
from session.model.state import Rejected
from session.plan.edits import link_of, wifi_of
from session.wording.catalogue import say


def ask_ways(screen: Screen[None], meta: Meta) -> None:
    """Ask which of the two, then for its value; ``screen`` posts the command. Esc changes nothing."""

    def picked(way: str | None) -> None:
        if way == "link":
            _ask_link(screen, meta)
        elif way == "wifi":
            _ask_wifi(screen, meta)

    choices = [("link", say("join.ways.link")), ("wifi", say("join.ways.wifi"))]
    screen.app.push_screen(Pick(say("join.ways"), choices), picked)


def _ask_link(screen: Screen[None], meta: Meta) -> None:
    def refused(text: str) -> Rejected | None:
        link = link_of(text)
        return link if isinstance(link, Rejected) else None

    def typed(text: str | None) -> None:
        if text is not None:
            screen.post_message(Submit(SetWays(meeting_link=text, wifi=meta.wifi)))

    asked = Ask(say("plan.ask.link"), say("plan.hint.link"), meta.meeting_link, refused)
    screen.app.push_screen(asked, typed)


def _ask_wifi(screen: Screen[None], meta: Meta) -> None:
    before = meta.wifi or Wifi("")

    def refused(name: str, password: str) -> Rejected | None:
        wifi = wifi_of(name, password)
        return wifi if isinstance(wifi, Rejected) else None

    def submit(name: str, password: str | None) -> None:
        if password is not None:
            wifi = Wifi(name, password) if name else None
            screen.post_message(Submit(SetWays(meeting_link=meta.meeting_link, wifi=wifi)))

    def named(name: str | None) -> None:
        if name:
            asked = Ask(
                say("plan.ask.password"),
                say("join.ways.password"),
                before.password,
                lambda password: refused(name, password),
            )
            screen.app.push_screen(asked, lambda password: submit(name, password))
        elif name is not None:
            submit("", "")

    asked = Ask(
        say("plan.ask.wifi"), say("plan.hint.wifi"), before.name, lambda name: refused(name, "")
    )
    screen.app.push_screen(asked, named)
