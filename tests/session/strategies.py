"""Any command a person could give at a state: sensible ones, clumsy ones, and hostile text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from hypothesis import strategies as st

from session.erase.areas import texts_in
from session.model.agenda import (
    AddItem,
    AddMinutes,
    BackdateStart,
    BackItem,
    ChangeFocus,
    GoToItem,
    MoveItem,
    NewMinutes,
    NextItem,
    Pause,
    Replan,
    Resume,
    SkipItem,
    StartAgenda,
    TakeBreak,
)
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
from session.model.floor import CallHand, EndTurn, LowerHand, OrderQueue, RaiseHand, StartTurn
from session.model.glossary import ExplainWord, FlagWord, RemoveWord
from session.model.history import Redo, Undo
from session.model.ideas import (
    AddIdea,
    AddTheme,
    ColourIdea,
    EditIdea,
    MergeIdea,
    RemoveIdea,
    RemoveTheme,
    RenameTheme,
    SplitIdea,
)
from session.model.lifecycle import CountGap, RecordGap, SetCounting, Strike, StrikeArea
from session.model.parking import CarryAll, MoveParked, Park
from session.model.people import (
    AddPeople,
    AddPerson,
    AnswerConsent,
    ArriveAll,
    ArrivePerson,
    ChangeConsent,
    ChangePerson,
    Consent,
    ConsentQuestion,
    LeavePerson,
    Newcomer,
)
from session.model.protocol import AnyCommand
from session.model.record import AddReservation, RecordDecision, SetAction, WriteNote
from session.model.speaking_round import CloseCircle, OpenCircle, StartCircle, StepCircle
from session.model.state import State
from session.model.votes import CloseRound, EnterCount, OpenRound, RevealRound

HOSTILE = (
    "[/red]",
    "[bold]loud[/]",
    "<script>alert(1)</script>",
    "=1+1",
    "\u202eright to left override",
    "\x00\x1b[2J control",
    "lone \ud800 surrogate",
    "اردو میں ایک خیال",
    "żółć, naïve, 🧶",
    "x" * 10_000,
    "   ",
)

texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=30),
    st.sampled_from(["A warm room", "Bus 7", "Someone to talk to", "Longer hours"]),
)
some_seconds = st.integers(min_value=-5, max_value=4000)


def made(kind: Callable[..., Any], /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Draw one of a kind from strategies for its fields, as `st.builds` does that reads its types again each time."""
    return st.fixed_dictionaries(fields).map(lambda drawn: kind(**drawn))


def _ids(state: State, area: str) -> st.SearchStrategy[str]:
    known = list(getattr(state, area))
    return st.sampled_from([*known, "nobody-has-this-id"])


def _roles(state: State) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from([*state.meta.roles, "unknown role"]), max_size=2).map(tuple)


def _group(state: State) -> st.SearchStrategy[str]:
    return st.sampled_from([*state.meta.roles, ""])


def _counts(state: State) -> st.SearchStrategy[dict[str, int]]:
    rounds = list(state.rounds.values())
    options = list(rounds[-1].options) if rounds else ["none"]
    return st.dictionaries(
        st.sampled_from([*options, "no option"]), st.integers(-1, 9), max_size=len(options)
    )


# One function a command, so that only the drawn one builds its strategy: building all is slow.
_KINDS: tuple[Callable[[State], st.SearchStrategy[Any]], ...] = (
    lambda _: made(SetCounting, on=st.booleans()),
    lambda _: made(RecordGap, length_ms=st.integers(0, 900_000)),
    lambda _: made(CountGap, counted=st.booleans()),
    lambda state: made(
        AddPerson, name=texts, roles=_roles(state), remote=st.booleans(), late=st.booleans()
    ),
    lambda state: made(
        AddPeople,
        people=st.lists(
            made(Newcomer, name=texts, roles=_roles(state), remote=st.booleans()), max_size=3
        ).map(tuple),
        late=st.booleans(),
    ),
    lambda state: made(ArrivePerson, person=_ids(state, "people"), late=st.booleans()),
    lambda _: st.just(ArriveAll()),
    lambda state: made(LeavePerson, person=_ids(state, "people")),
    lambda state: made(ChangePerson, person=_ids(state, "people"), name=texts, roles=_roles(state)),
    lambda state: made(
        ChangeConsent,
        person=_ids(state, "people"),
        consent=made(Consent, named=st.booleans(), counted=st.booleans()),
    ),
    lambda state: made(
        AnswerConsent,
        person=_ids(state, "people"),
        question=st.sampled_from(get_args(ConsentQuestion)),
        answer=st.one_of(st.none(), st.booleans()),
    ),
    lambda _: made(StartAgenda, back_s=some_seconds),
    lambda _: made(NextItem, back_s=some_seconds),
    lambda _: st.just(BackItem()),
    lambda state: made(GoToItem, item=_ids(state, "items")),
    lambda _: st.just(Pause()),
    lambda _: st.just(Resume()),
    lambda _: made(AddMinutes, minutes=st.integers(-20, 20)),
    lambda state: made(AddMinutes, minutes=st.integers(-20, 20), item=_ids(state, "items")),
    lambda state: made(
        Replan,
        way=st.sampled_from(["shrink", "give", "drop", "park"]),
        current=st.just(state.clock.current),
        minutes=st.lists(
            made(
                NewMinutes,
                item=_ids(state, "items"),
                before=st.integers(-5, 30),
                after=st.integers(-5, 30),
            ),
            max_size=3,
        ).map(tuple),
        item=_ids(state, "items"),
        promise=texts,
    ),
    lambda state: made(SkipItem, item=_ids(state, "items")),
    lambda state: made(MoveItem, item=_ids(state, "items"), by=st.integers(-12, 12)),
    lambda _: made(AddItem, title=texts, minutes=st.one_of(st.none(), st.integers(-1, 60))),
    lambda _: made(TakeBreak, minutes=st.integers(0, 30)),
    lambda _: made(ChangeFocus, focus=texts),
    lambda _: made(BackdateStart, back_s=some_seconds),
    lambda state: made(
        StartTurn,
        kind=st.sampled_from(["group", "someone", "silence", "group-work", "break"]),
        group=_group(state),
        back_s=st.integers(0, 60),
    ),
    lambda _: made(EndTurn, back_s=st.integers(0, 60)),
    lambda state: made(
        RaiseHand,
        person=_ids(state, "people"),
        reason=st.sampled_from(["turn", "unclear", "online"]),
    ),
    lambda state: made(RaiseHand, name=texts, group=_group(state)),
    lambda state: made(LowerHand, hand=_ids(state, "queue")),
    lambda _: st.just(CallHand()),
    lambda _: made(OrderQueue, order=st.sampled_from(["arrival", "heard-least"])),
    lambda _: made(
        OpenCircle,
        kind=st.sampled_from(["check-in", "question"]),
        question=texts,
        quiet=st.booleans(),
        by_list=st.booleans(),
    ),
    lambda _: st.just(StartCircle()),
    lambda state: made(
        StepCircle,
        how=st.sampled_from(["on", "later", "called"]),
        to=st.one_of(st.just(""), _ids(state, "people")),
    ),
    lambda _: st.just(CloseCircle()),
    lambda _: made(Park, text=texts, asked_by=texts),
    lambda state: made(
        MoveParked,
        parked=_ids(state, "parking"),
        status=st.sampled_from(["parked", "picked-up", "resolved", "carried-over", "action"]),
    ),
    lambda _: st.just(CarryAll()),
    lambda _: made(AddIdea, text=texts, channel=st.sampled_from(["console", "online", "paper"])),
    lambda state: made(EditIdea, idea=_ids(state, "ideas"), text=texts),
    lambda state: made(MergeIdea, idea=_ids(state, "ideas"), into=_ids(state, "ideas")),
    lambda state: made(SplitIdea, idea=_ids(state, "ideas")),
    lambda state: made(RemoveIdea, idea=_ids(state, "ideas")),
    lambda state: made(
        ColourIdea,
        idea=_ids(state, "ideas"),
        theme=_ids(state, "themes"),
        also=st.booleans(),
    ),
    lambda _: made(AddTheme, name=texts),
    lambda state: made(RenameTheme, theme=_ids(state, "themes"), name=texts),
    lambda state: made(RemoveTheme, theme=_ids(state, "themes")),
    lambda _: made(
        OpenRound,
        question=texts,
        options=st.lists(texts, max_size=4).map(tuple),
        method=st.sampled_from(["hands", "dots"]),
        dots=st.integers(0, 5),
    ),
    lambda state: made(
        EnterCount,
        round=_ids(state, "rounds"),
        channel=st.sampled_from(["hands", "paper"]),
        counts=_counts(state),
        ballots=st.one_of(st.none(), st.integers(-1, 20)),
    ),
    lambda state: made(CloseRound, round=_ids(state, "rounds")),
    lambda state: made(RevealRound, round=_ids(state, "rounds")),
    lambda _: made(WriteNote, text=texts),
    lambda _: made(RecordDecision, text=texts, reservations=st.lists(texts, max_size=2).map(tuple)),
    lambda _: made(AddReservation, text=texts),
    lambda _: made(SetAction, what=texts, who=texts, by=texts),
    lambda _: made(AddLine, text=texts),
    lambda state: made(RewordLine, line=_ids(state, "lines"), text=texts),
    lambda state: made(MoveLine, line=_ids(state, "lines"), by=st.integers(-2, 2)),
    lambda state: made(RemoveLine, line=_ids(state, "lines")),
    lambda _: st.just(AgreeLines()),
    lambda _: made(ShowShares, on=st.booleans()),
    lambda _: made(TellByRole, on=st.booleans()),
    lambda state: made(
        AgreeShares, shares=st.dictionaries(_group(state), st.integers(-1, 101), max_size=3)
    ),
    lambda _: made(FlagWord, text=texts),
    lambda _: made(ExplainWord, text=texts, meaning=texts),
    lambda state: made(RemoveWord, word=_ids(state, "words")),
    lambda _: st.just(Undo()),
    lambda _: st.just(Redo()),
    lambda state: st.sampled_from(get_args(StrikeArea)).flatmap(
        lambda area: made(
            Strike, area=st.just(area), key=st.sampled_from([*texts_in(state, area), "unknown"])
        )
    ),
)


def command(state: State) -> st.SearchStrategy[AnyCommand]:
    """Return a strategy for one command at ``state``."""
    return st.sampled_from(_KINDS).flatmap(lambda kind: kind(state))
