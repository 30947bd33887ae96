"""A plan is read whole, or every fault in it is told at once, each at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from session.model.plan import DEFAULT_ROLES, ITEM_KINDS, Plan, PlanItem, PlanPerson, Wifi
from store.examples import sample_plan
from store.plans.read import MOST_BYTES, Fault, PlanFaults, parse_plan, read_bytes, read_plan

EXAMPLES = Path(__file__).parents[2] / "examples"
AGENDA = '[[agenda]]\ntitle = "Welcome"\n'


def faults_of(text: str | bytes, file: str = "plan.toml") -> tuple[Fault, ...]:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(PlanFaults) as told:
        parse_plan(data, file)
    return told.value.faults


def read(text: str, file: str = "plan.toml") -> Plan:
    return parse_plan(text.encode(), file)


def test_a_title_and_one_item_are_a_plan() -> None:
    assert read(f'title = "Winter"\n{AGENDA}') == Plan("Winter", (PlanItem("Welcome"),))


def test_every_key_reaches_the_plan() -> None:
    plan = read(
        """
        title = "Winter"
        series = "Hub"
        date = 2026-11-23
        start = 9:30:00
        """.replace("9:30:00", '"9:30"')
        + """
        meeting_link = "https://example.org/a"
        place = "Library"
        way_there = "Bus 4"
        time_zone = "Europe/London"
        contact = "Sam, 01632 960001"
        wifi = { name = " two  spaces", password = "a  b" }
        involvement = "deciding"
        stage = "priorities"
        purpose = \"\"\"
        why
        we meet\"\"\"
        goals = ["one"]
        can_change = ["this"]
        cannot_change = ["that"]
        roles = ["member", "worker"]
        [hoped_for]
        Members = 3
        [[agenda]]
        title = "Check-in"
        minutes = 10
        kind = "Check in"
        focus = "Who?"
        content_note = "Gently"
        starts_at = 09:40:00
        protected = true
        [[people]]
        name = "Ann"
        role = ["Workers", "member"]
        remote = true
        """
    )

    assert plan == Plan(
        title="Winter",
        series="Hub",
        date="2026-11-23",
        start="09:30",
        meeting_link="https://example.org/a",
        place="Library",
        way_there="Bus 4",
        time_zone="Europe/London",
        contact="Sam, 01632 960001",
        wifi=Wifi(" two  spaces", "a  b"),
        involvement="deciding",
        stage="priorities",
        purpose="why we meet",
        goals=("one",),
        can_change=("this",),
        cannot_change=("that",),
        roles=("member", "worker"),
        hoped_for={"member": 3},
        agenda=(
            PlanItem(
                "Check-in",
                10,
                "check-in",
                "Who?",
                "Gently",
                "09:40",
                protected=True,
                may_shrink=False,
            ),
        ),
        people=(PlanPerson("Ann", ("worker", "member"), remote=True),),
    )


@pytest.mark.parametrize(
    ("text", "line", "wrong", "instead"),
    [
        (f'titel = "x"\n{AGENDA}', 1, "there is no key “titel”", "write title"),
        (f'title = "x"\ncolour = 1\n{AGENDA}', 2, "no key “colour”", "use one of: title"),
        (f"title = 3\n{AGENDA}", 1, "title is a number", "between quotes"),
        (f'title = " \\u0007 "\n{AGENDA}', 1, "title is empty", "write a title"),
        (f"\n{AGENDA}", 1, "the title is missing", "title ="),
        ('title = "x"\n', 1, "no item", "add at least one"),
        ('title = "x"\nagenda = []\n', 2, "no item", "add at least one"),
        ('title = "x"\n[agenda]\ntitle = "y"', 2, "agenda is a table", "[[agenda]]"),
        ('title = "x"\nagenda = [1]', 2, "entry of agenda is a number", "[[agenda]]"),
        (f'title = "x"\n{AGENDA}minutes = 0', 4, "minutes is 0", "1 to 600"),
        (f'title = "x"\n{AGENDA}minutes = -5', 4, "minutes is -5", "1 to 600"),
        (f'title = "x"\n{AGENDA}minutes = 601', 4, "minutes is 601", "1 to 600"),
        (f'title = "x"\n{AGENDA}minutes = 10.5', 4, "minutes is 10.5", "whole number"),
        (f'title = "x"\n{AGENDA}minutes = true', 4, "minutes is true", "whole number"),
        (f'title = "x"\n{AGENDA}minutes = "10"', 4, "minutes is “10”", "whole number"),
        (f'title = "x"\n{AGENDA}minutes = 0x{"f" * 9000}', 4, "very large", "1 to 600"),
        (f'title = "x"\n{AGENDA}minutes = {"9" * 5000}', 4, "far too long", "shorter"),
        (f'title = "x"\n{AGENDA}duration = 5', 4, "no key “duration”", "write minutes"),
        (f'title = "x"\n{AGENDA}kind = "brake"', 4, "“brake” isn't a kind", ITEM_KINDS[3]),
        (f'title = "x"\n{AGENDA}kind = 4', 4, "kind is a number", "quotes"),
        (f'title = "x"\n{AGENDA}starts_at = "25:00"', 4, "“25:00” isn't a time", '"10:00"'),
        (f'title = "x"\n{AGENDA}protected = "yes"', 4, "protected is “yes”", "without quotes"),
        (
            f'title = "x"\n{AGENDA}protected = true\nmay_shrink = true',
            5,
            "can't shrink",
            "keep one",
        ),
        (f'title = "x"\n{AGENDA}purpose = "y"', 4, "whole session", "above the first heading"),
        (f'title = "x"\nstart = "noon"\n{AGENDA}', 2, "“noon” isn't a time", 'start = "10:00"'),
        (f'title = "x"\nstart = 10:00\n{AGENDA}', 2, "something follows", 'start = "10:00"'),
        (f'title = "x"\ndate = "1 May"\n{AGENDA}', 2, "“1 May” isn't a date", "2026-11-23"),
        (f'title = "x"\ndate = 2026-02-30\n{AGENDA}', 2, "isn't in the calendar", "2026-11-23"),
        (f'title = "x"\ngoals = "one"\n{AGENDA}', 2, "goals is text", "write a list"),
        (f'title = "x"\ngoals = [\n"a",\n"",\n]\n{AGENDA}', 4, "entry of goals is empty", "remove"),
        (f'title = "x"\ngoals = ["a",\n3]\n{AGENDA}', 3, "entry of goals is a number", "quotes"),
        (f'title = "x"\ntime_zone = "Narnia"\n{AGENDA}', 2, "time zone", "Europe/London"),
        (f'title = "x"\ntime_zone = "../../etc"\n{AGENDA}', 2, "time zone", "Europe/London"),
        (f'title = "x"\ntime_zone = "{"a" * 999}"\n{AGENDA}', 2, "time zone", "Europe/London"),
        (f'title = "x"\ncontact = "{"a" * 101}"\n{AGENDA}', 2, "", ""),
        (f'title = "x"\nmeeting_link = "ftp://a"\n{AGENDA}', 2, "web address", "https://"),
        (f'title = "x"\nmeeting_link = "http://[a"\n{AGENDA}', 2, "web address", "https://"),
        (f'title = "x"\nwifi = {{ password = "p" }}\n{AGENDA}', 2, "name of the Wi-Fi", "name ="),
        (f'title = "x"\nwifi = {{ name = "" }}\n{AGENDA}', 2, "name is empty", "write a name"),
        (f'title = "x"\nwifi = "Hall"\n{AGENDA}', 2, "wifi is text", "{ name ="),
        (
            f'title = "x"\nwifi = {{ name = "a", password = "\\u0007" }}\n{AGENDA}',
            2,
            "can't be typed",
            "write it out",
        ),
        (f'title = "x"\nroles = ["a", "A"]\n{AGENDA}', 2, "“A” stands twice", "keep one"),
        (
            f'title = "x"\nroles = ["a", "b", "c", "d", "e", "f", "g", "h", "i"]\n{AGENDA}',
            2,
            "9 role groups",
            "join some",
        ),
        (
            f'title = "x"\nhoped_for = {{ plumber = 2 }}\n{AGENDA}',
            2,
            "“plumber” isn't one of the roles",
            "community member",
        ),
        (f'title = "x"\nhoped_for = {{ researcher = -1 }}\n{AGENDA}', 2, "is -1", "0 to 1000"),
        (f'title = "x"\nhoped_for = 3\n{AGENDA}', 2, "hoped_for is a number", "{ researcher"),
        (
            f'title = "x"\nhoped_for = {{ researcher = 1, Researchers = 2 }}\n{AGENDA}',
            2,
            "stands twice",
            "keep one",
        ),
        (
            f'title = "x"\nroles = ["a"]\n{AGENDA}[[people]]\nname = "Ann"\nrole = "b"',
            7,
            "“b” isn't one of the roles",
            "write one of: a",
        ),
        (f'title = "x"\n{AGENDA}[[people]]\nrole = []', 4, "name of this person", "name ="),
        (f'title = "x"\n{AGENDA}[[people]]\nname = "Ann"\nremote = 1', 6, "remote is 1", "true"),
        (f'title = "x"\n{AGENDA}[[people]]\nname = "A"\nrole = 1', 6, "role is a number", "list"),
        (
            f'title = "x"\n{AGENDA}[[people]]\nname = "Ann"\n[[people]]\nname = "ANN"',
            7,
            "stands twice, first at line 5",
            "add an initial",
        ),
        (f'title = "{"x" * 2001}"\n{AGENDA}', 1, "2,001 characters, and 2,000", "shorten"),
        (f'title = "x"\n{AGENDA * 201}', 402, "201 entries, and 200", "remove some"),
    ],
)
def test_a_fault_says_its_line_what_is_wrong_and_what_to_write(
    text: str, line: int, wrong: str, instead: str
) -> None:
    faults = faults_of(text)

    assert [f for f in faults if f.line == line and wrong in f.wrong and instead in f.instead], (
        list(map(str, faults))
    )


@pytest.mark.parametrize(
    ("text", "line", "wrong"),
    [
        ("title", 1, "isn't a key with its value"),
        ("\n= 3", 2, "isn't a key with its value"),
        ("title = Our session", 1, "can't be read"),
        ("title = “x”", 1, "can't be read"),
        ('title = "x"\ntitle = "y"\n', 2, "stands twice"),
        ("[wifi]\n[wifi]", 2, "stands twice"),
        ("goals = [1 2]", 1, "a list isn't closed"),
        ("wifi = { name = 1", 1, "curly bracket isn't closed"),
        ('title = "x\n', 1, "no closing quote"),
        ('title = """x\n\n', 1, "no closing quote"),
        ("title = 'x\n", 1, "no closing quote"),
        ('title = "\\q"', 1, "backslash"),
        (f"\n{'a.' * 4000}a = 1", 2, "too many parts"),
        ('title = "C:\\Users"', 1, "backslash"),
        ('title = "\\ud800"', 1, "backslash"),
        ("[[agenda]\n", 1, "heading"),
        ("goals = " + "[" * 9000, 1, "too deeply"),
    ],
)
def test_what_is_not_toml_is_told_in_plain_words(text: str, line: int, wrong: str) -> None:
    told = [(fault.line, fault.wrong) for fault in faults_of(text)]

    assert any(at == line and wrong in said for at, said in told), told


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = (
        'titel = "x"\nstart = 10:00\n[[agenda]]\nminutes = 0\n'
        'kind = "brake"\n[[people]]\nname = ""\nremote = 1\n'
    )

    with pytest.raises(PlanFaults) as told:
        parse_plan(text.encode(), "winter/plan.toml")

    lines = str(told.value).split("\n")
    assert [int(line.split(":")[1]) for line in lines] == [1, 2, 4, 5, 7, 8]
    assert lines[2] == (
        "winter/plan.toml:4: minutes is 0; write a whole number from 1 to 600, "
        "or leave it out for an item without a length."
    )


def test_what_is_missing_is_not_held_against_a_plan_with_lines_that_cannot_be_read() -> None:
    assert [fault.line for fault in faults_of(f"title = Winter\n{AGENDA}")] == [1]


@pytest.mark.parametrize(
    ("start", "first", "second", "line", "wrong"),
    [
        ("10:00", "09:59", "10:30", 5, "before the session's start at 10:00"),
        ("10:00", "10:30", "10:20", 8, "before “One” at 10:30"),
        ("", "10:30", "10:20", 8, "before “One” at 10:30"),
    ],
)
def test_fixed_starts_go_forward(
    start: str, first: str, second: str, line: int, wrong: str
) -> None:
    text = (
        f'title = "x"\nstart = "{start}"\n'
        f'[[agenda]]\ntitle = "One"\nstarts_at = "{first}"\n'
        f'[[agenda]]\ntitle = "Two"\nstarts_at = "{second}"\n'
    )

    (fault,) = faults_of(text)

    assert (fault.line, wrong in fault.wrong) == (line, True)


@pytest.mark.practice("P22")
def test_a_break_keeps_its_minutes_unless_the_plan_says_otherwise() -> None:
    plan = read('title = "x"\n[[agenda]]\ntitle = "Tea"\nkind = "break"\n')
    other = read('title = "x"\n[[agenda]]\ntitle = "Tea"\nkind = "break"\nprotected = false')
    third = read('title = "x"\n[[agenda]]\ntitle = "Tea"\nkind = "break"\nmay_shrink = true')

    assert (plan.agenda[0].protected, plan.agenda[0].may_shrink) == (True, False)
    assert other == third
    assert (other.agenda[0].protected, other.agenda[0].may_shrink) == (False, True)


def test_a_role_no_list_forbids_joins_the_roles() -> None:
    plan = read(f'title = "x"\n{AGENDA}[[people]]\nname = "Ann"\nrole = "carer"')

    assert plan.roles == (*DEFAULT_ROLES, "carer")


def test_stray_characters_are_cleaned_and_markup_is_left_as_typed() -> None:
    plan = read(f'title = "[/red]\x1b\\u001b \u202eabc\u202c"\n{AGENDA}')

    assert plan.title == "[/red] abc"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_as_one(end: str) -> None:
    text = f"\ufefftitle = 'x'\n{AGENDA}minutes = 0".replace("\n", end)

    assert [fault.line for fault in faults_of(text)] == [4]


@pytest.mark.practice("P58")
def test_plain_text_is_one_item_a_line() -> None:
    text = "Winter plans\n\n# a remark\n10 Welcome\n5 min Check-in\n15min Break\n2nd round\n"

    plan = read(text, "notes.txt")

    assert plan.title == "Winter plans"
    assert [(i.title, i.minutes, i.kind) for i in plan.agenda] == [
        ("Welcome", 10, "other"),
        ("Check-in", 5, "check-in"),
        ("Break", 15, "break"),
        ("2nd round", None, "other"),
    ]


def test_without_a_title_line_the_file_names_the_session() -> None:
    assert read("10 Welcome", "plans/hub_winter-plan.txt").title == "Hub winter plan"


@pytest.mark.parametrize(
    ("text", "items", "told"),
    [
        ("Winter\n0 Welcome", [("Welcome", None)], "2: 0 minutes are not from 1 to 600"),
        ("Winter\n7.5 Welcome", [("Welcome", None)], ""),
        ("Winter\n\n2026 budget\n5 Close", [("2026 budget", None), ("Close", 5)], ""),
        ("Winter\n10\n5 Close", [("Close", 5)], "2: has no title"),
        ("Winter\n10:00 Welcome\n10:20 Close", [("Welcome", 20), ("Close", None)], ""),
    ],
)
def test_plain_text_keeps_what_it_can_and_tells_the_rest(
    text: str, items: list[tuple[str, int | None]], told: str
) -> None:
    found = read_bytes(text.encode(), "plan.txt").understood

    assert [(one.title, one.minutes) for one in found.items] == items
    assert told in "".join(f"{one.line}: {one.why}" for one in found.left_out)


def test_a_title_alone_is_no_plan() -> None:
    (fault,) = faults_of("Winter", "plan.txt")

    assert "No item was found" in fault.wrong


@pytest.mark.parametrize(
    "text",
    [
        'Welcome,10\n"Ideas, and tea",20\nOpen,\n',
        'Title;Minutes\nWelcome;10\n\n"Ideas, and tea";20\nOpen\n',
        "minutes\ttitle\n10\tWelcome\n20\tIdeas, and tea\n\tOpen",
    ],
)
def test_csv_has_titles_and_minutes(text: str) -> None:
    plan = read(text, "hub.csv")

    assert plan.title == "Hub"
    assert [(i.title, i.minutes) for i in plan.agenda] == [
        ("Welcome", 10),
        ("Ideas, and tea", 20),
        ("Open", None),
    ]


@pytest.mark.parametrize(
    ("text", "line", "wrong"),
    [
        ("title,minutes\n", 0, "No item was found"),
        ("title,minutes\nWelcome,ten", 0, "No time could be read in the column “minutes”"),
        ("title,minutes\n\nIdeas, and tea,10", 3, "has 3 cells, and the heading has 2"),
        ('Welcome,10\n"Ideas,20\nCheck-out,5\n', 2, "a double quote has no end"),
    ],
)
def test_faults_of_csv_have_their_line(text: str, line: int, wrong: str) -> None:
    told = [(fault.line, fault.wrong) for fault in faults_of(text, "plan.csv")]

    assert any(at == line and wrong in said for at, said in told), told


def test_rows_of_csv_that_cant_be_read_are_told_and_the_others_kept() -> None:
    found = read_bytes(b'title,minutes\n"Two\nlines",10\n,5\nTalk,soon\n', "plan.csv").understood

    assert [(one.title, one.minutes, one.notes) for one in found.items] == [
        ("Two", 10, "lines"),
        ("Talk", None, "minutes: soon"),
    ]
    assert [(one.line, one.why) for one in found.left_out] == [(4, "has no title")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plan", f'title = "Winter"\n{AGENDA}'),
        ("plan.txt", f'title = "Winter"\n{AGENDA}'),
        ("plan", "Winter\n10 Welcome"),
        ("Winter", "Welcome,10\n"),
    ],
)
def test_without_a_telling_name_the_content_decides(name: str, text: str) -> None:
    plan = read(text, name)

    assert (plan.title, plan.agenda[0].title) == ("Winter", "Welcome")


@pytest.mark.parametrize(
    ("data", "line", "wrong"),
    [
        (b"", 0, "empty"),
        (b" \n\n", 0, "empty"),
        (b"Winter\n10 Wel\0come", 0, "isn't a text file"),
        (b"\x89PNG\r\n\x1a\n\0\0", 0, "this is a picture"),
    ],
)
def test_what_is_not_text_is_refused(data: bytes, line: int, wrong: str) -> None:
    (fault,) = faults_of(data, "plan.txt")

    assert (fault.line, wrong in fault.wrong) == (line, True)


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16-le", ""),
        ("utf-16-be", ""),
        ("utf-32", ""),
        ("cp1252", "The letters were read as Windows-1252. Look whether they are right."),
    ],
)
def test_any_usual_encoding_is_read(encoding: str, told: str) -> None:
    found = read_bytes("Café ß\n10 Thé – chaud".encode(encoding), "plan.txt").understood

    assert (found.title, found.items[0].title) == ("Café ß", "Thé – chaud")
    assert "".join(found.said) == told


def test_where_the_computer_speaks_polish_old_letters_are_polish(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "pl_PL.UTF-8")

    found = read_bytes("Plan\n10 Śniadanie i żarty".encode("cp1250"), "plan.txt").understood

    assert found.items[0].title == "Śniadanie i żarty"
    assert "Windows-1250" in found.said[0]


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    big = tmp_path / "big.toml"
    big.write_bytes(b"x" * (10 * MOST_BYTES))
    loop = tmp_path / "loop.toml"
    loop.symlink_to(loop)
    cases: dict[Path | str, str] = {
        tmp_path: "this is a folder",
        tmp_path / "none.toml": "there is no such file",
        big: "too large for a plan",
        loop: "",
        Path("/dev/null"): "this isn't a file",
        tmp_path / ("x" * 300): "",
        "a\0b": "",
        "\ud800.toml": "",
    }

    for path, wrong in cases.items():
        with pytest.raises(PlanFaults) as told:
            read_plan(path)
        (fault,) = told.value.faults
        assert fault.line == 0
        assert wrong in fault.wrong
        assert str(fault).startswith(str(path).encode("utf-8", "replace").decode() + ": ")


@pytest.mark.practice("P1")
def test_the_sample_session_is_whole() -> None:
    plan = read_plan(sample_plan())

    def holding(role: str) -> int:
        return sum(role in person.role for person in plan.people)

    assert plan.title == "What should the hub offer next winter?"
    assert sum(item.minutes or 0 for item in plan.agenda) == 120
    assert len(plan.people) == 22
    assert [holding(role) for role in plan.roles] == [11, 6, 3, 2]
    assert sum(len(person.role) == 2 for person in plan.people) == 2
    assert sum(not person.role for person in plan.people) == 2
    assert {"check-in", "recap", "agreement", "ideas", "themes", "vote", "decision"} <= {
        item.kind for item in plan.agenda
    }


@pytest.mark.parametrize("name", ["first-meeting.txt", "short.csv"])
def test_the_short_examples_are_whole(name: str) -> None:
    assert len(read_plan(EXAMPLES / name).agenda) >= 5


SNIPPETS = st.sampled_from(
    [
        "title", "agenda", "[[agenda]]", "[[people]]", "[wifi]", "minutes", "=", '"', "'", '"""', "'''",
        "\n", "\r\n", ",", ".", "[", "]", "{", "}", "#", " ", "0", "10", "-1", "10:00", "1e999", "nan", "\\",
        "true", "name", "role", "hoped_for", "roles", "starts_at", "2026-11-23", "\\u0041", "é", "\u202e",
    ]
)  # fmt: skip


@given(
    data=st.binary()
    | st.text().map(str.encode)
    | st.lists(SNIPPETS).map(lambda parts: "".join(parts).encode())
    | st.lists(SNIPPETS).map(lambda parts: f'title = "x"\n{AGENDA}{"".join(parts)}'.encode()),
    file=st.sampled_from(["a.toml", "a.txt", "a.csv", "a"]),
)
@example(data=b'title="x"\nagenda=[{title="y"}]\n[agenda.z]', file="a.toml")
def test_no_bytes_do_worse_than_faults_at_real_lines(data: bytes, file: str) -> None:
    try:
        plan = parse_plan(data, file)
    except PlanFaults as told:
        faults = told
    else:
        assert plan.title
        assert plan.agenda
        return

    count = len(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"))
    assert faults.faults
    assert all(fault.wrong for fault in faults.faults)
    assert all(0 <= fault.line <= count for fault in faults.faults)
    assert len(str(faults).split("\n")) == len(faults.faults)
