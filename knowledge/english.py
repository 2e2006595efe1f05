"""Parts of English sentences."""

from collections.abc import Sequence
from datetime import date

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

LONGEST_SPELLED = 4  # letters of what is read letter by letter: SRE, PHP


def in_sentence(name: str) -> str:
    """A role's name within a sentence: `backend developer`, but `PHP developer`."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def listed(parts: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def a(name: str) -> str:
    """A name with its article: `a developer`, `an accountant`, `an SRE`, `a UX designer`."""
    word = name.split(" ")[0]
    if word.isupper() and len(word) <= LONGEST_SPELLED:
        is_vowel = word[0] in "AEFHILMNORSX"  # as its first letter is called
    else:
        is_vowel = word[:1].lower() in "aeiou" and not word.lower().startswith(("uni", "use", "eu"))
    return f"{'an' if is_vowel else 'a'} {name}"


def day(when: date) -> str:
    """`11 Feb 2026`, the same in every locale."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
