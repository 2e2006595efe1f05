"""Texts for a job post: what a role does, and what it will not own."""

from collections.abc import Mapping

from knowledge.packs.models import Aspect
from knowledge.packs.questionnaire import Option
from knowledge.store import Store

MOST_DUTIES = 3


def write_post(store: Store, role: str, other: str, chosen: Mapping[str, Option | None]) -> str:
    """A text to copy: a title, three sourced duties, and what this hire will not own, which is the
    `other` role's.
    """
    aspects = _duties(store, role, chosen)
    duties = [aspect.roles[role].focus for aspect in aspects]
    left = [aspect.roles[other].focus for aspect in aspects if other in aspect.roles][:1]
    lines = [store.roles[role].name]
    if duties:
        lines += ["", "This role:", *(f"- {duty}" for duty in duties)]
    if left:
        lines += ["", "Not part of this role:", *(f"- {text}" for text in left)]
    return "\n".join(lines)


def _duties(store: Store, role: str, chosen: Mapping[str, Option | None]) -> list[Aspect]:
    """Aspects that the answers cite, then further ones, as far as they tell of duties."""
    aspects = [
        aspect
        for dimension in store.dimensions.values()
        if dimension.duties
        for aspect in dimension.aspects
        if role in aspect.roles
    ]
    cited = {
        section
        for option in chosen.values()
        if option is not None and role in option.points
        for section in option.citations
    }
    aspects.sort(key=lambda aspect: not cited & set(aspect.citations))
    return aspects[:MOST_DUTIES]
