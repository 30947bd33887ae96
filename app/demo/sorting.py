"""The sample session after the soup: ideas into themes, and dots on themes, 11:15 to 11:41."""

from __future__ import annotations

from collections.abc import Iterator

from app.demo.naming import idea, option, person, theme, vote
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
    talk,
)
from session.model.agenda import BackdateStart, NextItem, Pause, Resume
from session.model.floor import RaiseHand
from session.model.history import Redo, Undo
from session.model.ideas import (
    AddTheme,
    ColourIdea,
    MergeIdea,
    RemoveIdea,
    RemoveTheme,
    RenameTheme,
    SplitIdea,
)
from session.model.people import LeavePerson
from session.model.record import WriteNote
from session.model.votes import CloseRound, EnterCount, OpenRound, RevealRound

EATING = "Eating together"
COMPANY = "Company and things to do"
HELP = "Help that sits beside you"
EVENINGS = "Warm and open after dark"
FROM_HOME = "Joining in from home"
DOTS = "Which themes should we plan first?"


def _called(clock: str, words: str, letter: str, *, also: bool = False) -> Step:
    """The room calls a letter for one idea."""
    return at(clock, ColourIdea(idea=idea(words), theme=theme(letter), also=also))


def _themes() -> Iterator[Step]:
    yield at("11:19:40", AddTheme(name=EATING))
    yield at("11:19:55", AddTheme(name=COMPANY))
    yield at("11:20:10", AddTheme(name=HELP))
    yield at("11:20:25", AddTheme(name="Opening hours"))
    yield at("11:20:40", AddTheme(name=FROM_HOME))
    yield at("11:20:55", AddTheme(name="Health"))


def _colouring() -> Iterator[Step]:
    yield _called("11:21:15", "soup lunch", "A")
    yield _called("11:21:25", "slow cooker", "A")
    yield _called("11:21:35", "knit and natter", "B")
    yield _called("11:21:45", "film", "B")
    yield _called("11:23:50", "repair table", "B")
    yield _called("11:24:00", "toddlers", "B")
    yield _called("11:24:10", "Board games", "B")
    yield _called("11:24:25", "low light", "B")
    yield _called("11:24:40", "until eight", "D")
    yield _called("11:24:50", "hello by name", "D")
    yield _called("11:25:05", "homework corner", "D")
    yield _called("11:25:20", "walking group", "D")
    yield _called("11:25:35", "Sundays", "D")
    yield _called("11:25:50", "phone call round", "E")
    # Is singing from home company, or joining from home? Two letters were called.
    yield _called("11:26:00", "Singing", "B")
    yield _called("11:26:10", "Singing", "E", also=True)
    yield _called("11:26:25", "fuel vouchers", "C")
    yield _called("11:26:40", "coat rail", "C")
    yield _called("11:26:55", "blood pressure", "F")
    yield _called("11:28:05", "benefits adviser", "C")
    yield _called("11:28:40", "blood pressure", "C")
    yield _called("11:30:20", "Singing", "E")


SORTING = during(
    "Sorting the ideas",
    at("11:16:20", BackdateStart(back_s=70)),
    talk("11:16:30", (FACILITATOR, 30), (COMMUNITY, 30)),
    at("11:17:40", MergeIdea(idea=idea("Soup and bread"), into=idea("soup lunch"))),
    # Put together, asked about, taken apart, and put together after all.
    at("11:18:00", MergeIdea(idea=idea("swap shelf"), into=idea("Board games"))),
    at("11:18:15", Undo()),
    at("11:18:50", Redo()),
    at("11:19:05", MergeIdea(idea=idea("benefits adviser"), into=idea("fuel vouchers"))),
    at("11:19:20", RemoveIdea(idea=idea("library counter"))),
    at(
        "11:19:25",
        WriteNote(text="The one who asked to move the counter took that back: the county runs it."),
    ),
    at("11:19:30", LeavePerson(person=person("Priya"))),
    talk("11:19:35", (COMMUNITY, 30), (SOMEONE, 20), (FACILITATOR, 55)),
    _themes(),
    _colouring(),
    at("11:22:00", Pause()),
    talk("11:22:00", (NOBODY, 90)),
    at("11:23:30", Resume()),
    at("11:23:40", WriteNote(text="The soup urn tripped the fuse. Tunde has reset it.")),
    talk(
        "11:23:35",
        (FACILITATOR, 60),
        (COMMUNITY, 45),
        (PROVIDER, 25),
        (COMMUNITY, 40),
        (RESEARCHER, 30),
    ),
    at("11:27:10", RaiseHand(person=person("Kofi A."))),
    at("11:27:20", RaiseHand(person=person("Femi"))),
    talk("11:27:25", (FIRST_HAND, 30)),
    at("11:27:50", SplitIdea(idea=idea("benefits adviser"))),
    talk("11:28:15", (PROVIDER, 30), (FIRST_HAND, 25), (COMMUNITY, 70)),
    at(
        "11:28:00",
        WriteNote(text="A morning with an adviser is more than help with one form, so both stand."),
    ),
    at("11:28:30", RemoveTheme(theme=theme("F"))),
    at("11:29:20", RenameTheme(theme=theme("D"), name=EVENINGS)),
    at(
        "11:30:30",
        WriteNote(
            text="Singing: some called B, some E. Those at home said E, and we went with them."
        ),
    ),
    talk("11:30:40", (FACILITATOR, 45)),
    at("11:31:10", WriteNote(text="Two ideas fit no theme. They stay as they are, in sight.")),
    at("11:31:30", NextItem()),
)

CHOOSING = during(
    "Choosing with dots",
    talk("11:31:35", (FACILITATOR, 35), (SILENCE, 240), (FACILITATOR, 100)),
    at(
        "11:32:00",
        OpenRound(
            question=DOTS,
            options=(EATING, COMPANY, HELP, EVENINGS, FROM_HOME),
            method="dots",
            dots=3,
        ),
    ),
    at(
        "11:33:30",
        WriteNote(
            text="Anwar fills in slips for people at home, as each asks in a private message."
        ),
    ),
    at(
        "11:36:50",
        EnterCount(
            round=vote(DOTS),
            channel="paper",
            counts={
                option(EATING): 15,
                option(COMPANY): 4,
                option(HELP): 11,
                option(EVENINGS): 14,
                option(FROM_HOME): 8,
            },
            ballots=18,
        ),
    ),
    # Two people counted; the second found one more dot.
    at(
        "11:37:40",
        EnterCount(
            round=vote(DOTS),
            channel="paper",
            counts={
                option(EATING): 15,
                option(COMPANY): 4,
                option(HELP): 11,
                option(EVENINGS): 15,
                option(FROM_HOME): 8,
            },
            ballots=18,
        ),
    ),
    at("11:38:10", CloseRound(round=vote(DOTS))),
    at("11:38:30", RevealRound(round=vote(DOTS))),
    talk(
        "11:38:45",
        (COMMUNITY, 45),
        (PROVIDER, 20),
        (COMMUNITY, 50),
    ),
    at("11:39:20", WriteNote(text="Two themes share the first place. We leave them side by side.")),
    at("11:41:00", NextItem()),
)

SORTING_AND_CHOOSING: tuple[Step, ...] = (*SORTING, *CHOOSING)
