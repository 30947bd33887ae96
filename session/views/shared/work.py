"""The scenes about the work: ideas by theme, a vote and its reveal, the parking lot, a decision."""

from __future__ import annotations

from collections.abc import Iterator

from session.model.parking import ParkingStatus
from session.model.state import State
from session.model.votes import Round
from session.rules import parking
from session.rules.ballots import BallotsIn
from session.rules.votes import open_round
from session.views.board import IdeaLine, ThemeBar, themes_board
from session.views.parking import count_words
from session.views.shared.scene import SceneRow, SharedScene
from session.views.votes import RoundLine, round_card
from session.wording.catalogue import say


def sorted_ideas(state: State) -> SharedScene:
    """Return the themes with their counts, and the ideas below them where there is space (P26)."""
    view = themes_board(state)
    if not view.ideas:
        return SharedScene("ideas", say("shared.ideas"), say("shared.ideas.none"))
    by_letter: dict[str, list[str]] = {}
    for idea in view.ideas:
        by_letter.setdefault(idea.letters, []).append(_told(idea))
    rows = [row for bar in view.themes for row in _theme(bar, by_letter)]
    if not view.themes:
        # The newest first, since people look for the ones they have just said.
        rows = [SceneRow(_told(idea), "•") for idea in reversed(view.ideas)]
    return SharedScene("ideas", say("shared.ideas"), view.summary, rows=tuple(rows), largest="rows")


def _told(idea: IdeaLine) -> str:
    return say("shared.idea_by", text=idea.text, name=idea.by) if idea.by else idea.text


def _theme(bar: ThemeBar, by_letter: dict[str, list[str]]) -> Iterator[SceneRow]:
    count = say("console.ideas", n=bar.count)
    yield SceneRow(bar.name, "", count, bar.share, bar.letter, bar.shape)
    for text in by_letter.get(bar.letter, ()):
        yield SceneRow(text, "•", weight="detail", extra=True)


def latest_vote(state: State) -> Round | None:
    """Return the open vote, otherwise the last one (pulses are not votes)."""
    votes = [vote for vote in state.rounds.values() if vote.method != "pulse"]
    return open_round(state) or (votes[-1] if votes else None)


def vote(state: State, ballots: BallotsIn) -> SharedScene:
    """Return a vote: its options, and its counts only once they were shown to the group (P27)."""
    found = latest_vote(state)
    if found is None:
        return SharedScene("vote", say("shared.vote"), say("shared.vote.none"))
    card = round_card(state, found, ballots)
    if card.revealed:
        rows, under = tuple(map(_counted, card.lines)), ""
    else:
        rows = tuple(SceneRow(line.label, chr(ord("a") + n)) for n, line in enumerate(card.lines))
        under = say("shared.vote.covered") if found.covered else ""
        under = under if found.closed else _how(found)
    return SharedScene(
        "vote",
        card.status,
        card.question,
        under=under,
        rows=rows,
        remarks=card.said,
        together=True,
        largest="rows",
        asked=not card.revealed,
    )


def _how(found: Round) -> str:
    if found.method == "dots":
        return say("shared.vote.dots", n=found.dots)
    return say("shared.vote.hands" if found.method == "hands" else "shared.vote.one")


def _counted(line: RoundLine) -> SceneRow:
    sign = f"{line.rank}." if line.rank else ""
    return SceneRow(line.label, sign, " · ".join(line.counts), line.share)


def parked(state: State) -> SharedScene:
    """Return the parked items with their promises (P28)."""
    waiting = parking.open_items(state)
    return SharedScene(
        "parking",
        count_words(state) if waiting else "",
        say("shared.parking"),
        under="" if waiting else say("shared.parking.none"),
        rows=tuple(
            SceneRow(
                one.text,
                "▸" if one.status == "picked-up" else "•",
                one.promise or _picked_up(one.status),
                weight="now" if one.status == "picked-up" else "line",
            )
            for one in waiting
        ),
        largest="rows" if waiting else "headline",
    )


def _picked_up(status: ParkingStatus) -> str:
    return parking.status_words(status, say) if status == "picked-up" else ""


def decision(state: State) -> SharedScene:
    """Return the last decision as written, with all its reservations (P32, P52)."""
    last = next(reversed(state.decisions.values()), None)
    if last is None:
        return SharedScene("decision", say("shared.decision"), say("sofar.nothing"))
    rows = [SceneRow(text, "•") for text in last.reservations]
    if rows:
        rows.insert(0, SceneRow(say("shared.reservations", n=len(rows)), weight="part"))
    return SharedScene("decision", say("shared.decision"), last.text, rows=tuple(rows))
