"""English wording of names and lists."""

from collections.abc import Sequence


def in_sentence(name: str) -> str:
    """A role's name within a sentence: `backend developer`, but `PHP developer`."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def listed(parts: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
