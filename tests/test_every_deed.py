"""Every deed of before is reached: by one of the eight, or by a row that help and the palette list."""

from __future__ import annotations

from typing import get_args

import pytest

from screens.keys.keymap import keys_of
from screens.places import place_named
from session.model.protocol import AnyCommand
from session.rules.writing import KINDS
from session.wording.catalogue import CATALOGUE

NOT_BY_KEY = {
    "OpenSession": "the program opens a session, from Home or the command line",
    "NoteOffsets": "the program notes changes of local time",
    "RecordGap": "the program notes when nobody was looking",
    "BeginBallots": "the first ballot of a vote does it",
    "ChangeConsent": "only old journals and the sample session have it; a key answers one question at a time",
    "JoinDevice": "by phone only: somebody joins",
    "MarkIdea": "by phone only: a mark is a phone's own",
    "OfferIdea": "by phone only: an idea that waits until it was looked at",
    "RaiseConcern": "by phone only: a word to the facilitator alone",
    "AskMissed": "by phone only: somebody asks what they missed",
    "AskReturn": "by phone only: somebody asks to be let in again",
}
"""What has no key, with the reason."""

EIGHT = {
    # Going on
    "StartAgenda": "spine.begin",
    "NextItem": "spine.next",
    "OpenCircle": "spine.circle",
    "StartCircle": "spine.talk",
    "StepCircle": "spine.voice",
    "CloseCircle": "spine.circle-over",
    "CloseRound": "spine.close",
    "RevealRound": "spine.show",
    "AgreeRecap": "spine.agree",
    "EndSession": "spine.end",
    # Writing
    "WriteNote": "write.first.note",
    "AddIdea": "write.first.idea",
    "Park": "write.first.park",
    "RecordDecision": "write.first.decided",
    "AddReservation": "write.first.but",
    "SetAction": "write.first.to-do",
    "FlagWord": "write.first.word",
    # Who speaks
    "CallHand": "queue.now.arrival",
    "RaiseHand": "speak.hand",
    "StartTurn": "speak.turns",
    "EndTurn": "speak.over",
    # Asking, and time
    "OpenRound": "askroom.hands",
    "AddMinutes": "time.more",
    "TakeBreak": "time.break",
    "Replan": "time.catch-up",
    "BackdateStart": "time.earlier",
    "BackItem": "time.back",
    "SkipItem": "time.skip",
    "Pause": "time.pause",
    "Resume": "time.resume",
}
"""Deeds of the eight, each by the words it is offered in."""

ROWS = {
    "Undo": "board/undo",
    "Redo": "board/redo",
    "Strike": "board/strike",
    "SetCounting": "start/counting",
    "AddPeople": "people/add",
    "AddPerson": "people/walk-in",
    "ArrivePerson": "people/presence",
    "LeavePerson": "people/presence",
    "ArriveAll": "people/all-here",
    "ChangePerson": "people/change",
    "AnswerConsent": "private/consent-yes",
    "NoteNeeds": "private/needs",
    "AnswerUnlisted": "private/consent-yes",
    "AllowWords": "private/consent-yes",
    "GoToItem": "agenda/agenda-go",
    "MoveItem": "agenda/agenda-down",
    "AddItem": "agenda/agenda-add",
    "ChangeFocus": "board/focus",
    "LowerHand": "speak/queue-lower",
    "OrderQueue": "speak/queue-order",
    "MoveParked": "record/settle",
    "ChangeParked": "record/change",
    "PickUpNow": "record/now",
    "CarryAll": "close/carry-parked",
    "EditIdea": "themes/edit-idea",
    "MergeIdea": "themes/merge",
    "SplitIdea": "themes/split",
    "RemoveIdea": "themes/remove-idea",
    "ColourIdea": "themes/colour",
    "AddTheme": "themes/new-theme",
    "BringIn": "board/bring-in",
    "RenameTheme": "themes/rename-theme",
    "RemoveTheme": "themes/remove-theme",
    "EnterCount": "vote/vote-do",
    "CancelVote": "vote/vote-off",
    "VoidVote": "show-vote/vote-off",
    "ChangeNote": "record/change",
    "ChangeDecision": "record/change",
    "ChangeReservation": "record/change",
    "AddLine": "start/add",
    "RewordLine": "start/reword",
    "MoveLine": "start/move-up",
    "RemoveLine": "start/remove",
    "AgreeLines": "start/agree",
    "ShowShares": "start/shares",
    "TellByRole": "start/by-role",
    "AgreeShares": "start/agreed-shares",
    "ExplainWord": "words/words-explain",
    "RemoveWord": "words/words-remove",
    "TellOutcome": "start/done",
    "TakeUp": "start/take-up",
    "NoteMissing": "people/who-is-missing",
    "AddReflection": "close/reflect",
    "AddThanks": "close/thanks",
    "AddSummary": "close/mattered",
    "SetNextSession": "close/next-session",
    "CorrectRecap": "close/change",
    "OpenDoor": "join/door",
    "CloseDoor": "join/door",
    "SetLookFirst": "join/look-first",
    "SetColouring": "join/colouring",
    "SetWays": "join/ways",
    "RenewCode": "join/renew",
    "TakeBackJoins": "join/put-out",
    "LeaveDevice": "people/phone",
    "SettleOffer": "private/consent-yes",
    "SeeConcern": "private/private-take",
    "SettleReturn": "private/consent-yes",
    "SetDelivery": "private/gets",
    "SettleMissed": "private/consent-yes",
}
"""All others, each by a row of the table on its screen or dialog: help shows it, and the palette finds it."""

PALETTE = {"CountGap": "Agenda: Count the gap"}
"""What is offered only when it can be done, by the palette."""


def test_every_command_has_one_way() -> None:
    known = {kind.__name__ for kind in get_args(AnyCommand)}

    assert {*EIGHT, *ROWS, *PALETTE, *NOT_BY_KEY} == known
    assert len(EIGHT) + len(ROWS) + len(PALETTE) + len(NOT_BY_KEY) == len(known)


@pytest.mark.parametrize(("command", "words"), EIGHT.items())
def test_a_deed_of_the_eight_is_offered_in_words(command: str, words: str) -> None:
    assert CATALOGUE[words], command


def test_every_kind_of_line_is_written_in_the_one_box() -> None:
    first = {words.removeprefix("write.first.") for words in EIGHT.values()}

    assert {*KINDS} - first == {"online"}


@pytest.mark.parametrize(("command", "way"), ROWS.items())
def test_every_other_deed_has_its_row(command: str, way: str) -> None:
    place = place_named(way.partition("/")[0])

    assert place, command
    assert way.partition("/")[2] in {key.id for key in keys_of(place)}


@pytest.mark.parametrize("to", sorted({way.partition("/")[0] for way in ROWS.values()}))
def test_every_screen_of_a_row_is_a_way_from_the_board(to: str) -> None:
    """By a row of the board, by one of the eight, or from a screen that has one."""
    ways = {key.id for key in keys_of("board")}
    via = {
        "agenda": "time",
        "vote": "ask",
        "show-vote": "ask",
        "close": "closing",
        "start": "opening",
        "board": "help",
    }

    assert via.get(to, to) in ways
