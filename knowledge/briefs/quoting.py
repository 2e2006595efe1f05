"""The words of a segment that can be quoted for what it says: on one line, nobody's traits."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from knowledge.briefs.classifier import Classifier, Posterior
from knowledge.briefs.features import pair_features, word_features
from knowledge.briefs.personal_traits import without_traits
from knowledge.briefs.segments import Place
from knowledge.patterns import regex
from knowledge.text import words

LONGEST_SPAN = 80  # characters

_WORD = regex(r"\S+")
_SIGN = regex(r"^(?:[-–—•*·|]|\d\.)\s+")


def quote(text: str, place: Place, posterior: Posterior, label: str, classifier: Classifier) -> str:
    """The words of a segment that most say what a label means, on one line of at most 80
    characters; empty where none can be quoted, since they tell who somebody is.
    """
    start, end = place
    stretches = [line for rest in without_traits(text, *place) for line in _lines(text, *rest)]
    if stretches == [place] and end - start <= LONGEST_SPAN:
        return _closed(text[start:end])
    best = 0.0, ""
    for stretch in stretches:
        said = [(found.start(), found.end()) for found in _WORD.finditer(text, *stretch)]
        adds = [0.0, *accumulate(_adds(text, said, posterior, label, classifier))]
        for first, last in _windows(said):
            added = adds[last + 1] - adds[first]
            span = _closed(text[said[first][0] : said[last][1]])
            if span and (added > best[0] or not best[1]):
                best = added, span
    return best[1]


def _lines(text: str, start: int, end: int) -> Iterator[Place]:
    """The stretches between line breaks and other signs that cannot be shown."""
    for shown, places in groupby(
        range(start, end), lambda place: text[place].isprintable() or text[place] == "\xa0"
    ):
        if shown:
            stretch = list(places)
            yield stretch[0], stretch[-1] + 1


def _closed(span: str) -> str:
    """A span without the sign of a list, and without what joins it to the next words."""
    return _SIGN.sub("", span).rstrip(",;: ")


def _windows(said: Sequence[Place]) -> Iterator[tuple[int, int]]:
    """From each word, by its number, the last one that still fits into a quote."""
    last = 0
    for first, (start, end) in enumerate(said):
        last = max(first, last)
        while last + 1 < len(said) and said[last + 1][1] - start <= LONGEST_SPAN:
            last += 1
        if end - start <= LONGEST_SPAN:
            yield first, last


def _adds(
    text: str, said: Sequence[Place], posterior: Posterior, label: str, classifier: Classifier
) -> Iterator[float]:
    """What each word adds to a label, alone and with the word before it."""
    before = ""
    for place in said:
        added = 0.0
        for word in words(text[slice(*place)]):
            found = word_features(word, classifier.groups)
            if before:
                found += pair_features(before, word, classifier.groups)
            added += sum(posterior.adds(label, feature) for feature in found)
            before = word
        yield added
