"""Buckets that fill up with time: how long somebody waits, and who is forgotten first."""

from __future__ import annotations

import pytest

from remote.limits import MOST_KEPT, Bucket, Limits


def test_a_bucket_lets_a_burst_through_and_then_so_many_a_second() -> None:
    bucket = Bucket(rate=4.0, burst=2.0, now=10.0)

    assert [bucket.take(10.0) for _ in range(3)] == [0.0, 0.0, 0.25]
    assert bucket.left(10.125) == pytest.approx(0.125)
    assert bucket.take(10.25) == 0.0
    assert bucket.take(10.25) == 0.25


def test_a_bucket_holds_no_more_than_its_burst_however_long_nobody_came() -> None:
    bucket = Bucket(rate=4.0, burst=2.0, now=0.0)

    assert [bucket.take(1000.0) for _ in range(3)] == [0.0, 0.0, 0.25]


def test_each_has_a_bucket_of_their_own_and_asking_takes_nothing() -> None:
    limits = Limits(rate=0.5, burst=1.0, clock=lambda: 5.0)

    assert limits.left_s("one") == 0.0
    assert limits.wait_s("one") == 0.0
    assert [limits.left_s("one"), limits.left_s("one"), limits.wait_s("one")] == [2.0] * 3
    assert limits.left_s("other") == 0.0
    assert limits.wait_s("other") == 0.0


def test_those_asked_of_longest_ago_are_forgotten_first() -> None:
    limits = Limits(rate=0.5, burst=1.0, clock=lambda: 5.0)
    for n in range(MOST_KEPT):
        limits.wait_s(str(n))
    assert limits.wait_s("0") == 2.0

    limits.wait_s("one more")

    assert limits.left_s("1") == 0.0
    assert limits.left_s("0") == limits.left_s("2") == limits.left_s("one more") == 2.0


def test_how_long_to_wait_is_told_to_the_second() -> None:
    bucket = Bucket(rate=0.5, burst=1.0, now=0.0)
    bucket.take(0.0)

    assert (bucket.left(0.0), bucket.left(1.0), bucket.left(2.0)) == (2.0, 1.0, 0.0)


def test_more_than_one_and_less_than_two_calls_are_one() -> None:
    bucket = Bucket(rate=0.5, burst=2.0, now=0.0)
    bucket.take(0.0)

    assert (bucket.take(1.0), bucket.take(1.0)) == (0.0, 1.0)
