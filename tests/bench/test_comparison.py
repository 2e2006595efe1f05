"""The table tells what differs by more than noise, from figures that are made up here."""

import pytest

from tests.bench.comparison import Compared, Row, print_rows, print_summary

EVEN = (98.0, 100.0, 102.0, 99.0, 101.0)
SHAKEN = (96.0, 104.0, 100.0, 103.0, 97.0)  # the same median
FASTER, SLOWER = "faster", "slower"


def compared(base: float, this: float = 1.0, again: float = 1.0) -> Compared:
    return Compared(
        [value * base for value in EVEN],
        [value * this for value in EVEN],
        [value * again for value in SHAKEN],
    )


@pytest.mark.parametrize(
    ("base", "told"),
    [(1.0, "as before"), (1.02, "as before"), (0.98, "as before"), (1.2, FASTER), (0.8, SLOWER)],
)
def test_a_ratio_counts_outside_the_band_only(base: float, told: str) -> None:
    found = compared(base)
    low, high = found.band
    assert (told == "as before") == (low <= found.ratio <= high)
    assert found.told(FASTER, SLOWER) == told


def test_the_ratio_is_that_of_medians() -> None:
    assert Compared([1, 2, 900], [3, 4, 5], [3, 4, 5]).ratio == 2.0


def test_a_build_that_differs_from_itself_has_a_wide_band() -> None:
    assert compared(0.8, again=1.3).told(FASTER, SLOWER) == "as before"
    assert compared(0.8, again=1 / 1.3).told(FASTER, SLOWER) == "as before"


def test_equal_medians_alone_make_no_narrow_band() -> None:
    noisy = Compared(EVEN, (60.0, 140.0, 100.0, 80.0, 120.0), (140.0, 60.0, 100.0, 120.0, 80.0))
    assert noisy.band[0] < 0.8
    assert noisy.band[1] > 1.25


def test_without_any_noise_one_percent_is_as_before() -> None:
    assert Compared([100.0], [100.9], [100.9]).told(FASTER, SLOWER) == "as before"
    assert Compared([100.0], [101.1], [101.1]).told(FASTER, SLOWER) == SLOWER


def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        Row("question", "CPU us", compared(0.8), compared(1.0)),
        Row(
            "typeahead", "CPU us", compared(1.3), compared(1.0), "abc1234 answers 2 of 8 otherwise"
        ),
        Row("brief", "CPU us", Compared((), EVEN, EVEN)),
        Row("memory", "MB", compared(0.5)),
    ]
    print_rows(rows, "abc1234")
    print_summary(rows, "abc1234")
    lines = capsys.readouterr().out.splitlines()
    told = [line for line in lines if line]
    assert max(map(len, lines)) <= 100
    assert told[0].split() == "CPU us abc1234 this ratio band p99 ratio band".split()
    assert told[1].split()[:4] == ["question", "80.0", "100", "1.25"]
    assert told[1].split()[5] == SLOWER
    assert told[1].endswith("as before")
    assert told[3].strip() == "abc1234 answers 2 of 8 otherwise"
    assert told[4].split() == "brief - 100 not in abc1234".split()
    assert told[6].endswith("more")
    assert told[7:11] == [
        "faster than abc1234: typeahead",
        "more than abc1234: memory",
        "slower than abc1234: question",
        "as before: 2 of 5 ratios",
    ]
