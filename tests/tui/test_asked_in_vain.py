"""What would be refused is refused at once: nobody is asked for a yes that comes to nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from app.live_session import LiveSession
from screens.dialogs.confirm import Confirm
from screens.messages import StrikeAsked, Submit
from session.model.agreement import AgreeLines
from session.model.lifecycle import EndSession
from session.model.protocol import AnyCommand
from session.model.speaking_round import CloseCircle
from session.model.votes import CloseRound, OpenRound, RevealRound
from session.rules.ballots import Ballot, Voter
from store.paths import Home
from tests.tui.opened import SAID, app_on, opened, until, words_on
from tui.outcome import FINAL

ASK = ("Sure?", "Yes", "No")


def vote(live: LiveSession) -> str:
    live.handle(OpenRound(question="Which?", options=("Soup", "Tea"), method="dots"))
    return list(live.runtime.live.rounds)[-1]


def nothing_counted(live: LiveSession) -> Submit | StrikeAsked:
    return Submit(CloseRound(round=vote(live)))


def not_closed(live: LiveSession) -> Submit | StrikeAsked:
    return Submit(RevealRound(round=vote(live)))


def ballots_in(live: LiveSession) -> Submit | StrikeAsked:
    key = vote(live)
    option = next(iter(live.runtime.live.rounds[key].options))
    live.ballots.cast(key, Voter("token"), Ballot("pass", {option: 1}))
    return Submit(EndSession(), question=ASK)


def no_lines(live: LiveSession) -> Submit | StrikeAsked:
    return Submit(AgreeLines(), question=ASK)


def no_round(live: LiveSession) -> Submit | StrikeAsked:
    return Submit(CloseCircle(), question=ASK)


def a_name(live: LiveSession) -> Submit | StrikeAsked:
    return StrikeAsked("people", next(iter(live.runtime.live.people)))


IN_VAIN: dict[type[AnyCommand] | str, Callable[[LiveSession], Submit | StrikeAsked]] = {
    CloseRound: nothing_counted,
    RevealRound: not_closed,
    EndSession: ballots_in,
    AgreeLines: no_lines,
    CloseCircle: no_round,
    "Strike": a_name,
}
NO_COMMAND = {
    "screens/choose_keys.py": "the keys of the program, no session",
    "screens/dialogs/alone.py": "who can see the screen",
    "screens/people.py": "only where a phone is in, which may go",
    "screens/plan/files.py": "files, no session",
    "screens/plan/people.py": "a plan, no session",
    "screens/speak.py": "how a round begins: both answers begin it",
    "screens/start.py": "whether all may read what somebody took on",
    "tui/cli/forget.py": "forgetting, which is not decided by a session",
    "tui/cli/main.py": "which series is meant",
    "tui/cli/options.py": "which record is gone on with, before a session is open",
    "tui/controllers/library.py": "forgetting, which is not decided by a session",
    "tui/controllers/opening.py": "which series is meant",
    "tui/controllers/session.py": "asks the session first",
    "tui/controllers/strikes.py": "asks the session first",
    "tui/shell.py": "leaving, and how the others ask",
    "tui/places.py": "makes the question",
}
"""Where a question is asked without one of the commands above."""


def test_every_question_before_a_command_has_a_case() -> None:
    root = Path(__file__).parents[2]
    files = (path for room in ("screens", "tui") for path in (root / room).rglob("*.py"))
    asks = re.compile(r"\b[Cc]onfirm\((?!Sheet)")

    found = {path.relative_to(root).as_posix() for path in files if asks.search(path.read_text())}

    assert found == set(NO_COMMAND)
    assert FINAL.keys() <= IN_VAIN.keys()


@pytest.mark.parametrize("case", IN_VAIN.values(), ids=lambda case: case.__name__)
async def test_a_refusal_comes_before_the_question(
    case: Callable[[LiveSession], Submit | StrikeAsked], tmp_path: Path
) -> None:
    live = opened(Home(tmp_path / "data"), *SAID)
    app = app_on(live.home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        message = case(live)
        if isinstance(message, Submit):
            refused = live.refused(message.command)
            assert refused
        app.post_message(message)
        await until(pilot, lambda: app._notifications)
        assert not isinstance(app.screen, Confirm), words_on(app)
    live.close()
