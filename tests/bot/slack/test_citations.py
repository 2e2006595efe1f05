"""What nobody knows of a source is said in words, whichever of it that is."""

from datetime import date
from itertools import product

import pytest

from bot.slack.citations import cite, describe
from knowledge.documents import Citation, SourceRecord

KNOWN = ("Acme Research", date(2026, 2, 11), "sells training")
ASKED = ("who published it", "when", "what they sell")


@pytest.mark.parametrize("known", [*product((True, False), repeat=3)])
def test_each_unknown_fact_is_asked_for_in_words(known: tuple[bool, bool, bool]) -> None:
    publisher, published, interest = (
        fact if is_known else None for fact, is_known in zip(KNOWN, known, strict=True)
    )
    source = SourceRecord(
        id="essay",
        title="Essay",
        publisher=publisher,  # type: ignore[arg-type]
        interest=interest,  # type: ignore[arg-type]
        published=published,  # type: ignore[arg-type]
        address=None,
        licence=None,
        text="",
        separates_roles=False,
    )
    for said in (cite([Citation("essay#intro", source)]), describe(source)):
        if known == (True, False, True):
            assert said.rstrip(".").endswith("(sells training; no date)")
            continue
        assert ("we don't know" in said.lower()) is not all(known)
        for asked, is_known in zip(ASKED, known, strict=True):
            assert (asked in said) is not is_known
        assert "unknown" not in said
        assert "()" not in said
