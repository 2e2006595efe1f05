"""The table of an earlier build beside this one: what differs by more than noise, at a glance."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from statistics import median

LANES = ("base", "this", "again")  # what runs side by side; `again` is this build once more
RESAMPLINGS = 1_000
INSIDE = 0.99  # of the resamplings; there are some 20 ratios, and each could give a false alarm
LEAST = 1.01  # a band is at least so wide: nobody acts on less
AS_BEFORE = "as before"


@dataclass(frozen=True)
class Compared:
    """One figure of each lane, round by round; none of `base` where that build lacks it."""

    base: Sequence[float]
    this: Sequence[float]
    again: Sequence[float]

    @property
    def ratio(self) -> float:
        """This build's median by the earlier one's."""
        return median(self.this) / median(self.base)

    @cached_property
    def band(self) -> tuple[float, float]:
        """Between what the ratio is noise: as far as this build's medians are from its own.

        Rounds are resampled (bootstrap), since two medians may happen to be close.
        """
        chance = random.Random(0)
        rounds = list(zip(self.this, self.again, strict=True))
        far = []
        for _ in range(RESAMPLINGS):
            this, again = zip(*chance.choices(rounds, k=len(rounds)), strict=True)
            ratio = median(again) / median(this)
            far.append(max(ratio, 1 / ratio))
        widest = max(LEAST, sorted(far)[int(INSIDE * RESAMPLINGS)])
        return 1 / widest, widest

    def told(self, less: str, more: str) -> str:
        """The ratio in words: `less` or `more` if it lies outside the band."""
        low, high = self.band
        if low <= self.ratio <= high:
            return AS_BEFORE
        return less if self.ratio < low else more


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; rows of requests have a `p99`, too. `note` says what can't compare."""

    name: str
    unit: str
    figure: Compared
    p99: Compared | None = None
    note: str = ""

    @property
    def verdicts(self) -> dict[str, str]:
        """What is told of it and of its p99; nothing if the earlier build lacks it."""
        if not self.figure.base:
            return {}
        words = ("less", "more") if self.unit == "MB" else ("faster", "slower")
        found = {self.name: self.figure.told(*words)}
        return found | ({f"p99 of {self.name}": self.p99.told(*words)} if self.p99 else {})


def print_rows(rows: Sequence[Row], base: str) -> None:
    """Rows under the heads of their units."""
    for unit, group in groupby(rows, lambda row: row.unit):
        print(f"\n{unit:23}{base:>8}{'this':>8}{'ratio':>7}{'band':>11}", end="")
        print(f"{'p99 ratio':>21}{'band':>11}" if (found := list(group))[0].p99 else "")
        for row in found:
            print(f"  {row.name:21}{_cells(row, base)}", flush=True)


def print_summary(rows: Sequence[Row], base: str) -> None:
    """What is outside the band, row by row, and how the table is read."""
    told = [(word, name) for row in rows for name, word in row.verdicts.items()]
    outside = sorted(pair for pair in told if pair[0] != AS_BEFORE)
    print()
    for word, pairs in groupby(outside, lambda pair: pair[0]):
        print(f"{word} than {base}: {', '.join(name for _, name in pairs)}")
    print(
        f"{AS_BEFORE}: {'all' if not outside else len(told) - len(outside)} of {len(told)} ratios"
    )
    print(f"ratio: this build's median by that of {base}; band: what it may be by noise alone, as")
    print(f"far as this build's is from its own in {INSIDE:.0%} of {RESAMPLINGS:,} resamplings")


def _cells(row: Row, base: str) -> str:
    this = _number(median(row.figure.this))
    if not row.figure.base:
        return f"{'-':>8}{this:>8}  {row.note or f'not in {base}'}"
    told = [f"{word:10}" for word in row.verdicts.values()]
    ratios = [_ratio(one) for one in (row.figure, row.p99) if one]
    beside = "".join(f"{ratio}  {word}" for ratio, word in zip(ratios, told, strict=True))
    note = f"\n    {row.note}" if row.note else ""
    return f"{_number(median(row.figure.base)):>8}{this:>8}{beside}".rstrip() + note


def _ratio(compared: Compared) -> str:
    low, high = compared.band
    return f"{compared.ratio:>7.2f}{f'{low:.2f}-{high:.2f}':>11}"


def _number(value: float) -> str:
    return f"{value:.{0 if value >= 100 else 1 if value >= 10 else 2}f}"
