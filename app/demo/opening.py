"""The sample session from the first arrival to the agreement: 10:00 to 10:26."""

from __future__ import annotations

from collections.abc import Iterator

from app.demo.naming import item, line, note, person, word
from app.demo.step import (
    COMMUNITY,
    FACILITATOR,
    PROVIDER,
    RESEARCHER,
    SOMEONE,
    Step,
    at,
    during,
    talk,
)
from session.model.agenda import AddItem, MoveItem, NextItem, StartAgenda
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
from session.model.glossary import ExplainWord, FlagWord, RemoveWord
from session.model.lifecycle import SetCounting, Strike
from session.model.opening_closing import NoteMissing
from session.model.parking import Park
from session.model.people import AddPerson, ArrivePerson, ChangeConsent, ChangePerson, Consent
from session.model.record import WriteNote
from session.model.speaking_round import CloseCircle, OpenCircle, StartCircle, StepCircle

_WARM = "Your name, and one warm thing about this week"
SURNAME = "Thorneycroft"
"""Spoken, written down, and then struck: its owner was not there to consent."""

_NOT_ME = Consent(named=False, counted=True, photographed=False, contacted=True, quoted=False)
_NO_PHOTO = Consent(named=True, counted=True, photographed=False, contacted=True, quoted=True)
_ALL = Consent(named=True, counted=True, photographed=True, contacted=True, quoted=True)
_UNCOUNTED = Consent(named=True, counted=False, photographed=False, contacted=True, quoted=True)


def _arrive(
    clock: str, name: str, signed: Consent | None = _ALL, *, late: bool = False
) -> Iterator[Step]:
    """A person arrives and, if they like, fills in the sign-in sheet."""
    yield at(clock, ArrivePerson(person=person(name), late=late))
    if signed is not None:
        yield at(clock, ChangeConsent(person=person(name), consent=signed))


ARRIVING = during(
    "",
    _arrive("10:00:20", "Lorraine"),
    _arrive("10:00:25", "Anwar"),
    _arrive("10:00:40", "Dawn"),
    _arrive("10:00:55", "Maureen"),
    _arrive("10:01:05", "Stan", _NOT_ME),
    _arrive("10:01:10", "Brian Ashdown"),
    _arrive("10:01:30", "Tunde"),
    _arrive("10:01:40", "Priya", _NO_PHOTO),
    _arrive("10:01:55", "Zofia"),
    _arrive("10:02:05", "Kofi A."),
    _arrive("10:02:15", "Nasrin", _NOT_ME),
    _arrive("10:02:25", "Caroline M."),
    _arrive("10:02:35", "Femi"),
    _arrive("10:02:50", "Halima", _NO_PHOTO),
    _arrive("10:03:00", "Elin"),
    _arrive("10:03:15", "Jo P.", _NO_PHOTO),
    _arrive("10:03:25", "Gareth Pryce"),
    at(
        "10:03:40",
        WriteNote(text="The projector cable is found. We start at four minutes past ten."),
    ),
    _arrive("10:03:50", "Inês", None),
    _arrive("10:04:40", "Ray", _NO_PHOTO),
    at("10:05:30", StartAgenda(back_s=90)),
)

WELCOME = during(
    "Welcome, and how today works",
    at(
        "10:05:50",
        WriteNote(
            text="Lorraine read out why we are here, and what this group can and can't change."
        ),
    ),
    at(
        "10:06:20",
        WriteNote(
            text="Apologies from one of the service providers: a boiler has failed at the flats."
        ),
    ),
    at(
        "10:06:50",
        AddItem(
            title="A look round the reading room",
            minutes=5,
            focus="What could this room hold on a winter evening?",
        ),
    ),
    at("10:07:10", MoveItem(item=item("A look round"), by=6)),
    at("10:07:40", NoteMissing(text="Nobody under 25, and nobody who works at night.")),
    at("10:08:00", NextItem()),
)

CHECK_IN = during(
    "Check-in",
    at(
        "10:08:20",
        OpenCircle(kind="check-in", question=_WARM, quiet=True),
    ),
    at("10:08:50", StartCircle()),
    *(Step(at_s, StepCircle()) for at_s in range(555, 555 + 21 * 22, 22)),
    at("10:17:30", CloseCircle()),
    _arrive("10:09:10", "Dilys", late=True),
    _arrive("10:11:40", "Tyler", late=True),
    at(
        "10:12:30",
        Park(
            text="Could the number 9 bus stop at the hub after five o'clock?",
            asked_by="Tyler",
            promise="An answer from the bus company in session 5",
        ),
    ),
    # A neighbour came along with Maureen's good word: on the list first, by name once asked.
    at("10:14:10", AddPerson(late=True)),
    at("10:15:00", ChangePerson(person=person(""), name="Winnie", roles=(COMMUNITY,))),
    at(
        "10:16:30",
        WriteNote(
            text="Warm things: the beans are up, a new granddaughter, and a bus that came on time."
        ),
    ),
    at("10:18:00", NextItem()),
)

LAST_TIME = during(
    "Since last time",
    at("10:18:30", WriteNote(text="Done: a big kettle and 40 mugs, for £118 of the £150.")),
    at(
        "10:19:10",
        WriteNote(text="Done: the county agreed to a hub sign beside the library counter."),
    ),
    at(
        "10:19:50",
        WriteNote(text="Not done yet: the rail for the ramp. The fitter comes on 22 June."),
    ),
    at("10:20:20", WriteNote(text=f"Mrs {SURNAME} cleared the reading room with her two sons.")),
    at("10:21:00", Strike(area="notes", key=note(SURNAME))),
    at(
        "10:21:20",
        WriteNote(text="A neighbour and her family cleared the reading room. Thank you."),
    ),
    at("10:22:00", NextItem()),
)

AGREEMENT = during(
    "Our agreement",
    at("10:22:05", AddLine(text="One person speaks at a time.")),
    at("10:22:10", AddLine(text="Breaks are fine, whenever you need one.")),
    at(
        "10:22:15",
        AddLine(
            text="We don't tell others who said what. What is written here goes into the recap."
        ),
    ),
    at("10:22:20", AddLine(text="We start on time.")),
    at("10:22:30", AddLine(text="Say it in plain words.")),
    at(
        "10:22:40",
        RewordLine(line=line("plain words"), text="Plain words, and ask if they aren't."),
    ),
    at("10:22:50", MoveLine(line=line("Plain words"), by=-4)),
    # Half the room comes by a bus that doesn't.
    at("10:22:55", RemoveLine(line=line("on time"))),
    at("10:23:05", AgreeLines()),
    at(
        "10:23:30",
        WriteNote(
            text="We agree to count turns by role group, today only. Nobody sees anybody else's time."
        ),
    ),
    at("10:23:40", SetCounting(on=True)),
    at("10:23:45", ShowShares(on=True)),
    at("10:23:48", TellByRole(on=True)),
    at("10:23:50", AgreeShares(shares={COMMUNITY: 60, PROVIDER: 25, RESEARCHER: 15})),
    at("10:23:55", ChangeConsent(person=person("Dilys"), consent=_UNCOUNTED)),
    talk(
        "10:24:10",
        (FACILITATOR, 25),
        (COMMUNITY, 30),
        (RESEARCHER, 20),
        (SOMEONE, 20),
        (FACILITATOR, 15),
    ),
    at("10:24:30", FlagWord(text="ICB")),
    at("10:24:40", FlagWord(text="IBC")),
    at("10:24:50", RemoveWord(word=word("IBC"))),
    at(
        "10:25:10",
        ExplainWord(text="ICB", meaning="Integrated care board: it pays for the clinic."),
    ),
    at("10:26:00", NextItem()),
)

OPENING: tuple[Step, ...] = (*ARRIVING, *WELCOME, *CHECK_IN, *LAST_TIME, *AGREEMENT)
