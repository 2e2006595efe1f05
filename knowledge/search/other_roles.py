"""Which role that the packs don't cover a text looks like, by the wordings of such topics."""

from math import sqrt
from typing import TYPE_CHECKING

from knowledge.derived import kept
from knowledge.packs.models import Uncovered
from knowledge.search.postings import add_up
from knowledge.search.query import parse_query

if TYPE_CHECKING:  # a store holds the index that is searched here
    from knowledge.store import Store

CLEARLY = 0.5  # by how much it must be more alike to one role than to any other
LIKELIER = 0.15  # the same, where the work is known to be some other role's


def looks_like(text: str, store: "Store", *, is_elsewhere: bool) -> Uncovered | None:
    """The topic of the uncovered role that a text is most alike to, if it is ahead of all others;
    `is_elsewhere` says that the text tells of no covered role's work.
    """
    roles = _roles(store)
    query = parse_query(text, store.index)
    alike = [found for one in query.features if (found := store.index.alike(one))]
    if not alike or not roles:
        return None
    length = sqrt(len(query.features))
    sums = [adds / length for adds in add_up(alike, list(roles))]
    (best, number), *others = sorted(zip(sums, roles, strict=True), reverse=True)
    second = others[0][0] if others else 0.0
    is_ahead = best - second >= (LIKELIER if is_elsewhere else CLEARLY)
    return store.uncovered[roles[number]] if is_ahead else None


@kept
def _roles(store: "Store") -> dict[int, str]:
    """The keys of uncovered roles by the numbers of their documents."""
    keys = {number: store.document(number).key for number in sorted(store.index.uncovered)}
    return {number: key for number, key in keys.items() if store.uncovered[key].is_role}
