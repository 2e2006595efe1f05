"""What a text is read by: its words, their stems, the groups they belong to, and pairs of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import log, sqrt

from knowledge.text import stem, words

Groups = Mapping[str, Sequence[str]]  # stem → the groups of words that it belongs to


def word_groups(groups: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """The groups of words that each stem belongs to, in order; several words are no member."""
    found: dict[str, list[str]] = {}
    for name, members in groups.items():
        for member in members:
            stems = [stem(word) for word in words(member.replace("-", ""))]
            if len(stems) == 1 and name not in found.setdefault(stems[0], []):
                found[stems[0]].append(name)
    return {one: sorted(names) for one, names in found.items()}


def word_features(word: str, groups: Groups) -> list[str]:
    """What one folded word adds: itself, its stem, and the groups that it belongs to."""
    one = stem(word)
    return ["=" + word, one, *("{" + name for name in groups.get(one, ()))]


def pair_features(word: str, following: str, groups: Groups) -> list[str]:
    """What two neighbours add: their stems, and what stands for each of them in its group."""
    one, other = stem(word), stem(following)
    joined = f"{one} {other}"
    if one not in groups and other not in groups:
        return [joined]
    return [
        joined,
        " ".join("{" + groups[each][0] if each in groups else each for each in (one, other)),
    ]


def features(text: str, groups: Groups) -> Counter[str]:
    """How often each feature stands in a text."""
    said = words(text)
    found = [one for word in said for one in word_features(word, groups)]
    found += [one for pair in pairwise(said) for one in pair_features(*pair, groups)]
    return Counter(found)


def idf(texts: int, spread: int) -> float:
    """How much a feature that stands in so many of all texts tells them apart."""
    return 1 + log((1 + texts) / (1 + spread))


def weigh(counts: Mapping[str, int], rarity: Mapping[str, float]) -> tuple[dict[str, float], float]:
    """Tf-idf of the features that are known, at unit length; and the length that it had."""
    raw = {one: (1 + log(many)) * rarity[one] for one, many in counts.items() if one in rarity}
    length = sqrt(sum(weight * weight for weight in raw.values()))
    return {one: weight / length for one, weight in raw.items()}, length
