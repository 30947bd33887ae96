import itertools

import pytest

from store.journal.format import Damage, Fault, frame, scan, stretches
from store.journal.repair import rewritten
from tests.store.lines import SESSION, journal, payload, payloads


def lines(count: int) -> list[bytes]:
    return journal(count).splitlines(keepends=True)


def test_what_was_framed_is_read_back() -> None:
    found = scan(journal(3), SESSION)
    assert (found.payloads, found.last_n, found.whole) == (payloads(3), 3, True)


def test_a_line_is_json() -> None:
    import json

    line = json.loads(frame(SESSION, payload(1)))
    assert line["e"]["n"] == 1
    assert len(line["c"]) == 8


def test_an_event_with_a_line_end_is_refused() -> None:
    with pytest.raises(ValueError, match="one line"):
        frame(SESSION, b'{"n":1}\n')


def test_every_truncation_gives_the_exact_prefix() -> None:
    data = journal(12)
    ends = list(itertools.accumulate(len(line) for line in lines(12)))
    for length in range(len(data) + 1):
        found = scan(data[:length], SESSION)
        whole = sum(end <= length for end in ends)
        assert found.payloads == payloads(whole)
        assert found.good_end + len(found.tail) == length
        assert not found.damage


def test_every_flipped_bit_is_seen_and_costs_at_most_one_event() -> None:
    count = 6
    data = journal(count)
    said = set(payloads(count))
    for position, bit in itertools.product(range(len(data)), range(8)):
        flipped = bytearray(data)
        flipped[position] ^= 1 << bit
        found = scan(bytes(flipped), SESSION)
        assert not found.whole
        assert said.issuperset(found.payloads)
        assert len(found.payloads) >= count - 1


@pytest.mark.parametrize(
    "tail", [b"\0", b"\0" * 4096, b"garbage", b"garbage\n", b'{"c":"', b"\n", b"{}\n\0"]
)
def test_an_unreadable_end_is_a_tail_not_damage(tail: bytes) -> None:
    found = scan(journal(4) + tail, SESSION)
    assert (found.payloads, found.tail, found.damage) == (payloads(4), tail, ())


def test_damage_in_the_middle_is_told_and_the_rest_read() -> None:
    some = lines(5)
    some[2] = b"?" * 20 + b"\n"
    found = scan(b"".join(some), SESSION)
    assert [damage.fault for damage in found.damage] == [Fault.UNREADABLE]
    assert found.damage[0].line == 3
    assert found.payloads == payloads(2) + payloads(2, after=3)
    assert not found.torn


def test_a_lost_line_is_told() -> None:
    some = lines(5)
    del some[1]
    found = scan(b"".join(some), SESSION)
    assert [(damage.fault, damage.line) for damage in found.damage] == [(Fault.MISSING, 2)]
    assert found.last_n == 5


def test_a_doubled_line_is_told_and_counts_once() -> None:
    some = lines(4)
    found = scan(b"".join([*some[:2], some[1], *some[2:]]), SESSION)
    assert [damage.fault for damage in found.damage] == [Fault.REPEATED]
    assert found.payloads == payloads(4)


def test_swapped_lines_are_told() -> None:
    some = lines(4)
    some[1], some[2] = some[2], some[1]
    assert len(scan(b"".join(some), SESSION).damage) == 2


def test_no_line_of_another_session_passes() -> None:
    found = scan(journal(3, "s-2"), SESSION)
    assert (found.payloads, found.foreign) == ((), True)


@pytest.mark.parametrize(
    ("data", "foreign"),
    [
        (b"", False),
        (b"\0" * 9, False),
        (b'{"c":"00', False),
        (b"a list\n", True),
        (b"PK\3\4", True),
    ],
)
def test_a_foreign_file_is_told_from_an_unfinished_one(data: bytes, foreign: bool) -> None:
    assert scan(data, SESSION).foreign is foreign


def test_every_damage_has_a_plain_sentence() -> None:
    some = lines(6)
    found = scan(b"".join([some[0], b"x\n", some[2], some[2], some[5]]), SESSION)
    assert len(found.damage) == 3
    for damage in found.damage:
        assert damage.say.endswith(".")


def test_rewriting_keeps_numbers_and_blanks_what_it_cannot_read() -> None:
    some = lines(4)
    some[1] = some[1].replace(b"Parked", b"Barked")
    struck = rewritten(b"".join(some) + b"Ada", SESSION, lambda event: event.replace(b"Ada", b"-"))
    assert b"Ada" not in struck
    found = scan(struck, SESSION)
    assert [damage.line for damage in found.damage] == [2]
    assert len(found.payloads) == 3


def test_rewriting_refuses_to_change_a_number() -> None:
    with pytest.raises(ValueError, match="number"):
        rewritten(journal(2), SESSION, lambda event: event.replace(b'"n":2', b'"n":3'))


def test_of_several_unreadable_lines_the_first_is_told_with_the_whole_stretch() -> None:
    some = lines(6)
    some[1], some[2] = b"?\n", b"???\n"
    found = scan(b"".join(some), SESSION)

    start = len(some[0])
    assert found.damage == (Damage(Fault.UNREADABLE, 2, start, start + len(b"?\n???\n"), 2),)
    assert found.payloads == (*payloads(1), *payloads(3, after=3))


def test_a_lost_line_end_is_damage_of_that_one_byte() -> None:
    some = lines(4)
    some[1] = some[1][:-1] + b" "
    data = b"".join(some)
    end = len(some[0] + some[1])

    found = scan(data, SESSION)
    parts = list(stretches(data, SESSION))

    assert found.payloads == payloads(4)
    assert found.damage == (Damage(Fault.UNREADABLE, 2, end - 1, end, 3),)
    assert [(start, stop) for start, stop, _ in parts] == [
        (0, len(some[0])),
        (len(some[0]), end - 1),
        (end - 1, end),
        (end, end + len(some[2])),
        (end + len(some[2]), len(data)),
    ]
    assert [event for *_, event in parts] == [*payloads(2), None, *payloads(2, after=2)]
