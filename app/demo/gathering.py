"""The sample session from last winter to the soup: 10:26 to 11:15, with most of the ideas."""

from __future__ import annotations

from app.demo.naming import hand, idea, item, person
from app.demo.step import (
    BREAK,
    COMMUNITY,
    FACILITATOR,
    FIRST_HAND,
    GROUP_WORK,
    NOBODY,
    PROVIDER,
    RESEARCHER,
    SILENCE,
    SOMEONE,
    Step,
    at,
    during,
    talk,
)
from session.model.agenda import AddMinutes, ChangeFocus, NextItem, SkipItem
from session.model.floor import LowerHand, RaiseHand
from session.model.ideas import AddIdea, EditIdea
from session.model.parking import Park
from session.model.people import ArrivePerson, LeavePerson
from session.model.record import WriteNote

LAST_WINTER = during(
    "What last winter was like",
    talk(
        "10:26:10",
        (FACILITATOR, 25),
        (SILENCE, 60),
        (COMMUNITY, 95),
        (FIRST_HAND, 55),
        (PROVIDER, 35),
        (COMMUNITY, 40),
        (NOBODY, 45),
        (FIRST_HAND, 50),
        (FACILITATOR, 20),
    ),
    at("10:28:00", RaiseHand(person=person("Maureen"))),
    at("10:29:30", RaiseHand(person=person("Brian Ashdown"))),
    at("10:28:20", WriteNote(text="The church hall was warm on Thursdays, but it shut at two.")),
    at("10:30:40", WriteNote(text="Some of us lived in one room at home to save on heating.")),
    at(
        "10:31:40",
        Park(
            text="Why was the lift refused, and who can ask again?",
            asked_by="Brian Ashdown",
            promise="The letter itself, in session 5",
        ),
    ),
    # The room microphone was behind a pillar.
    at("10:33:15", RaiseHand(person=person("Nasrin"), reason="online")),
    talk(
        "10:33:25",
        (FIRST_HAND, 20),
        (FACILITATOR, 15),
        (COMMUNITY, 45),
        (RESEARCHER, 30),
        (FIRST_HAND, 50),
        (COMMUNITY, 40),
        (PROVIDER, 45),
        (FIRST_HAND, 55),
        (SOMEONE, 30),
        (COMMUNITY, 50),
        (FACILITATOR, 20),
    ),
    at(
        "10:33:45",
        WriteNote(text="The microphone now stands on the table, so people at home can hear."),
    ),
    at("10:34:10", RaiseHand(person=person("Ray"))),
    at("10:34:30", RaiseHand(person=person("Priya"))),
    at("10:34:50", RaiseHand(group=COMMUNITY)),
    at(
        "10:36:00",
        WriteNote(text="For some, the queue at the post office was the only talk of the day."),
    ),
    at("10:37:20", LowerHand(hand=hand("Priya"))),
    at("10:37:30", WriteNote(text="The form for a fuel voucher was the worst part: eleven pages.")),
    at(
        "10:38:00",
        Park(
            text="Could the fuel voucher form be shorter?",
            asked_by="Zofia",
            promise="Back today, if there is time",
        ),
    ),
    at(
        "10:39:20",
        WriteNote(text="It helped when somebody rang and said: soup is on, come over."),
    ),
    at(
        "10:40:20",
        ChangeFocus(
            item=item("Ideas for next winter"),
            focus="What would bring you in, or into the call from home, on a dark afternoon?",
        ),
    ),
    talk(
        "10:41:00",
        (COMMUNITY, 55),
        (PROVIDER, 30),
        (COMMUNITY, 40),
        (NOBODY, 20),
        (FACILITATOR, 60),
    ),
    at("10:41:50", WriteNote(text="The quiet room is up the stairs. Some of us can't get to it.")),
    # Four minutes over, and soup at eleven: the group says what gives way.
    at("10:43:40", AddMinutes(minutes=-5, item=item("Ideas for next winter"))),
    at("10:44:10", SkipItem(item=item("A look round"))),
    at(
        "10:44:30",
        WriteNote(text="We look round the reading room over the soup, for those who like."),
    ),
    at("10:45:00", NextItem()),
)

IDEAS = during(
    "Ideas for next winter",
    talk(
        "10:45:10",
        (FACILITATOR, 20),
        (SILENCE, 90),
        (GROUP_WORK, 210),
        (COMMUNITY, 65),
        (PROVIDER, 25),
        (COMMUNITY, 40),
        (SOMEONE, 40),
        (RESEARCHER, 30),
        (COMMUNITY, 45),
        (FIRST_HAND, 35),
        (PROVIDER, 30),
        (COMMUNITY, 85),
        (FACILITATOR, 35),
    ),
    at("10:50:30", AddIdea(text="A soup lunch every Wednesday, pay what you can")),
    at("10:50:50", AddIdea(text="A knit and natter table by the radiator")),
    at("10:51:00", LeavePerson(person=person("Ray"))),
    at("10:51:20", AddIdea(text="Help with the voucher form")),
    at(
        "10:51:40",
        AddIdea(text="A phone call round for people who can't get out", channel="online"),
    ),
    at("10:52:00", AddIdea(text="Somebody at the door who says hello by name")),
    at("10:52:20", AddIdea(text="Open until eight on the two darkest evenings")),
    at("10:52:50", AddIdea(text="A benefits adviser, one morning a week")),
    at("10:53:10", AddIdea(text="A film on Friday afternoons, with subtitles")),
    at(
        "10:53:30",
        AddIdea(text="Singing together, joined from home by phone or screen", channel="online"),
    ),
    at(
        "10:53:50",
        EditIdea(
            idea=idea("voucher form"),
            text="Help with fuel vouchers, sitting beside you, not over a counter",
        ),
    ),
    at("10:54:20", ArrivePerson(person=person("Ray"))),
    at("10:54:30", RaiseHand(person=person("Ray"))),
    at("10:54:50", AddIdea(text="A homework corner with two laptops and a good lamp")),
    at("10:55:10", AddIdea(text="Warm space on Sundays, when all else is shut")),
    at("10:55:40", AddIdea(text="A slow cooker club: cook here, carry it home")),
    at("10:56:00", AddIdea(text="Move the library counter to the back wall")),
    at("10:56:30", AddIdea(text="A walking group home from the late evenings", channel="online")),
    at("10:56:50", AddIdea(text="Grandparents and toddlers, Tuesdays at ten")),
    at("10:57:20", AddIdea(text="A blood pressure check once a month, no appointment")),
    at("10:57:50", AddIdea(text="A repair table for lamps, zips and toasters")),
    at("10:58:20", AddIdea(text="Paint the reading room a warm yellow")),
    at(
        "10:58:40",
        Park(
            text="Who holds the keys on late evenings?",
            asked_by="Gareth Pryce",
            promise="A list of names in session 5",
        ),
    ),
    at(
        "10:59:10",
        AddIdea(text="Charge your phone and use the Wi-Fi, with nothing to buy", channel="online"),
    ),
    at(
        "10:59:30",
        WriteNote(text="There is a box by the soup for ideas on paper. No name is needed."),
    ),
    at("11:00:00", NextItem()),
)

SOUP = during(
    "Break, with soup",
    talk("11:00:10", (BREAK, 900)),
    at("11:06:10", AddIdea(text="Soup and bread at noon, midweek", channel="paper")),
    at("11:06:30", AddIdea(text="A coat rail: take one, leave one", channel="paper")),
    at("11:06:50", AddIdea(text="Board games that need four people", channel="paper")),
    at("11:07:10", AddIdea(text="A swap shelf for games, jigsaws and books", channel="paper")),
    at("11:07:30", AddIdea(text="One hour with low light and no music", channel="paper")),
    at(
        "11:09:00",
        Park(
            text="Is “hub” the right name? It says nothing to some of us.",
            asked_by="Stan",
            promise="Half an hour in session 6",
        ),
    ),
    at("11:16:10", NextItem()),
)

GATHERING: tuple[Step, ...] = (*LAST_WINTER, *IDEAS, *SOUP)
