"""The sample session's last part: decisions, actions, what was parked, check-out: 11:41 to 12:03."""

from __future__ import annotations

from app.demo.naming import action, parked, person, vote
from app.demo.step import (
    COMMUNITY,
    FACILITATOR,
    FIRST_HAND,
    NOBODY,
    PROVIDER,
    RESEARCHER,
    SILENCE,
    SOMEONE,
    Step,
    at,
    during,
    passed_on,
    talk,
)
from session.model.agenda import AddItem, NextItem
from session.model.floor import RaiseHand
from session.model.lifecycle import AgreeRecap, EndSession
from session.model.opening_closing import AddReflection, AddThanks, SetNextSession
from session.model.parking import CarryAll, MoveParked
from session.model.record import AddReservation, RecordDecision, SetAction, WriteNote
from session.model.votes import CloseRound, OpenRound, RevealRound

NOT_COPRODUCED = (
    "The hub team chose today's question and the order of the morning. "
    "People at home could not read the ideas on paper until we typed them in."
)

LIVE_WITH_IT = "Can you live with planning these three before the others?"
_FOURTH = (
    "Joining from home came fourth, and those who need it can't come in. "
    "I can live with it if the phone round starts anyway."
)
_SOUP = "Cost a pay-what-you-can soup lunch for 30 people"

ASKING = during(
    "What we ask the hub team to do",
    at(
        "11:41:10",
        AddItem(title="What we parked", minutes=4, focus="What comes back, and when?"),
    ),
    talk("11:41:15", (FACILITATOR, 25), (COMMUNITY, 30)),
    at(
        "11:41:50",
        OpenRound(question=LIVE_WITH_IT, method="gradient"),
    ),
    # In secret, on the laptop that goes round: nobody has to say in the open that they can't.
    passed_on(
        "11:41:55", LIVE_WITH_IT, 2, Fully_agree=11, with_reservations=5, Neutral=2, stand_aside=2
    ),
    at("11:42:40", CloseRound(round=vote(LIVE_WITH_IT))),
    at("11:42:45", RevealRound(round=vote(LIVE_WITH_IT))),
    at("11:42:50", RaiseHand(person=person("Ray"))),
    talk("11:42:55", (FIRST_HAND, 45), (COMMUNITY, 25), (FACILITATOR, 30)),
    at(
        "11:44:20",
        RecordDecision(
            text=(
                "We plan three things first: a soup lunch on Wednesdays, two late evenings a week, "
                "and help with forms that sits beside you."
            ),
            reservations=(_FOURTH,),
        ),
    ),
    talk("11:44:40", (PROVIDER, 55), (COMMUNITY, 60)),
    at(
        "11:45:50",
        RecordDecision(
            text=(
                "The hub stays open until eight on Tuesdays and Thursdays, "
                "from 3 November to 25 March, within the 40 hours."
            )
        ),
    ),
    at(
        "11:46:30",
        AddReservation(
            text="I want to see what the heating costs by Christmas, before we promise the spring."
        ),
    ),
    talk("11:46:40", (COMMUNITY, 35), (NOBODY, 20), (FACILITATOR, 35)),
    at(
        "11:47:40",
        RecordDecision(
            text=(
                "£2,400 of the winter money is for food and £1,200 for the late evenings. "
                "The other £2,400 waits for session 6."
            )
        ),
    ),
    at("11:48:20", SetAction(what=_SOUP, who="Maureen and Gareth Pryce")),
    at(
        "11:48:40",
        SetAction(
            action=action("soup lunch"), what=_SOUP, who="Maureen and Gareth Pryce", by="9 July"
        ),
    ),
    at(
        "11:49:10",
        SetAction(
            what="Ask the county what the heating costs for one evening", who="Tunde", by="19 June"
        ),
    ),
    at(
        "11:49:40",
        SetAction(
            what="Ring the five people on the call list, twice each, and ask if it helps",
            who="Nasrin",
            by="2 July",
        ),
    ),
    at(
        "11:50:20",
        SetAction(
            what="Write down in plain words which papers to bring for a fuel voucher",
            who="Kofi A. and Caroline M.",
            by="25 June",
        ),
    ),
    talk("11:48:15", (PROVIDER, 30), (COMMUNITY, 50), (PROVIDER, 40), (FACILITATOR, 60)),
    at(
        "11:51:00",
        WriteNote(
            text="All three decisions were read back aloud. What holds people back stands beside them."
        ),
    ),
    at("11:51:30", NextItem()),
)

PARKED = during(
    "What we parked",
    talk(
        "11:51:35",
        (FACILITATOR, 20),
        (PROVIDER, 40),
        (COMMUNITY, 30),
        (PROVIDER, 40),
        (FACILITATOR, 60),
    ),
    at("11:51:50", MoveParked(parked=parked("voucher form"), status="picked-up")),
    at(
        "11:52:30",
        WriteNote(
            text="The county has had a short form since May: two pages. Caroline posts us copies."
        ),
    ),
    at("11:52:40", MoveParked(parked=parked("voucher form"), status="resolved")),
    at("11:53:00", MoveParked(parked=parked("lift"), status="picked-up")),
    at(
        "11:53:40",
        SetAction(
            what="Bring the letter about the lift, and find out who can ask again",
            who="Dawn",
            by="9 July",
        ),
    ),
    at("11:53:50", MoveParked(parked=parked("lift"), status="action")),
    at("11:54:30", CarryAll()),
    at("11:55:00", NextItem()),
)

CHECK_OUT = during(
    "Check-out",
    talk(
        "11:55:05",
        (FACILITATOR, 20),
        (SILENCE, 30),
        (COMMUNITY, 35),
        (SOMEONE, 15),
        (PROVIDER, 25),
        (COMMUNITY, 40),
        (NOBODY, 15),
        (RESEARCHER, 30),
        (COMMUNITY, 55),
        (FACILITATOR, 45),
    ),
    at(
        "11:58:20",
        WriteNote(text="Taken home: a recipe, a phone number, and that it is all right to ask."),
    ),
    at(
        "11:56:40",
        AddReflection(
            worked="Time to think before anyone spoke.",
            change="The sound for people at home, at the start.",
        ),
    ),
    at("11:57:30", AddReflection(worked="Nobody was hurried.")),
    at("11:58:50", AddThanks(text="Thank you to the kitchen. And the short form was found!")),
    at("11:59:10", SetNextSession(when="2026-07-09")),
    at("12:00:30", NextItem()),
)

ENDING = during(
    "",
    at("12:01:00", EndSession()),
    at("12:03:00", AgreeRecap(not_coproduced=NOT_COPRODUCED)),
)

CLOSING: tuple[Step, ...] = (*ASKING, *PARKED, *CHECK_OUT)
