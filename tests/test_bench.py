"""The benchmark measures what it says: the fixture has its sizes, and each figure stands beside a floor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench import (
    ballots,
    forgetting,
    handout,
    idle,
    journal,
    keys,
    lettering,
    lists,
    paint,
    planning,
    saving,
    series,
    striking,
    verifying,
)
from bench.__main__ import GROUPS, main
from bench.fixture import FOUR_HOURS, Session, Size, build
from bench.report import Figure, centile, line
from session.replay import replay
from store.journal.format import scan

TINY = Size(events=150, ideas=6, notes=4, people=5, hours=0.5)


@pytest.fixture(scope="module")
def four_hours() -> Session:
    return build()


def test_the_fixture_is_a_four_hour_session(four_hours: Session) -> None:
    state = four_hours.state
    late = four_hours.t / 3_600_000

    assert (four_hours.runtime.n, len(four_hours.payloads)) == (10_000, 10_000)
    assert (len(state.ideas), len(state.notes), len(state.people)) == (300, 100, 60)
    assert 3.99 < late <= FOUR_HOURS.hours
    assert state.closing.ended_t is None


def test_the_fixture_is_a_whole_journal_that_folds_to_the_same_state(four_hours: Session) -> None:
    found = scan(four_hours.lines, four_hours.id)

    assert found.whole
    assert replay(found.payloads).state == four_hours.state


def test_the_fixture_is_the_same_every_time() -> None:
    assert build(TINY).payloads == build(TINY).payloads


ALONE = {"phones"}
"""Types by the clock into a real terminal beside a crowd, and so needs a machine to itself. That no
ballot is lost or doubled is held by ``tests/app/test_phone_service.py``."""

TINY_RUNS: dict[str, Callable[[Session, Path], Iterator[Figure]]] = {
    "resume": lambda made, folder: journal.resume(made, folder, rounds=1),
    "growth": lambda made, _: journal.growth(build(TINY), made, blocks=1),
    "ack": lambda made, folder: saving.acknowledged(made, folder, commands=5),
    "loop": lambda made, folder: saving.blocked(made, folder, blocks=1, block_s=0.05),
    "ballots": lambda made, folder: ballots.closed(made, folder, ballots=4, rounds=1),
    "recap": lambda made, folder: handout.saved(made, folder, sessions=3, saves=1),
    "forget": lambda made, folder: forgetting.forgotten(made, folder, sessions=3),
    "strike": lambda made, folder: striking.struck(made, folder, sessions=4),
    "series": lambda made, folder: series.figures(made, folder, sessions=4, keys=3),
    "verify": lambda made, folder: verifying.looked(made, folder, sessions=3, rounds=1),
    "exports": lambda made, folder: handout.exported(made, folder, rounds=1),
    "letters": lambda made, folder: lettering.figures(made, folder, runs=1),
    "paint": lambda made, folder: paint.figures(made, folder, pairs=1, warm_ups=0),
    "keys": lambda made, folder: keys.figures(made, folder, keys=4, turns=1),
    "lists": lambda made, folder: lists.figures(made, folder, keys=2, share=0.02),
    "plan": lambda made, folder: planning.figures(made, folder, keys=4),
    "idle": lambda made, folder: idle.figures(made, folder, for_s=0.5),
}


def test_every_group_is_run_tiny() -> None:
    assert TINY_RUNS.keys() == GROUPS.keys() - ALONE


@pytest.mark.parametrize("group", TINY_RUNS)
def test_a_figure_stands_beside_its_floor(group: str, tmp_path: Path) -> None:
    figures = list(TINY_RUNS[group](build(TINY), tmp_path))

    assert figures
    for figure in figures:
        assert figure.value >= 0
        assert figure.floor >= 0
        assert figure.floor_is
        assert figure.promise in line(figure)
        assert figure.verdict in {"kept", "missed", "told"}


def test_a_figure_over_its_limit_is_missed_and_one_without_a_limit_is_told() -> None:
    over = Figure("x", "ms", value=2.1, floor=1.0, floor_is="y", promise="≤ 2 ×", limit=2.0)
    told = Figure("x", "ms", value=2.1, floor=1.0, floor_is="y", promise="told")

    assert line(over).endswith("missed")
    assert line(told).endswith("told")


def test_a_centile_is_a_value_that_was_measured() -> None:
    assert [centile(list(range(1, 101)), share) for share in (0.5, 0.95, 0.99, 1)] == [
        50,
        95,
        99,
        100,
    ]
    assert centile([3.0], 0.99) == 3.0


def test_a_wrong_group_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nonsense"]) == 2
    assert "nonsense" in capsys.readouterr().err
