"""Search: a question → the entries that answer it. `search` is all that most callers need."""

from knowledge.search.ranking import OUTCOMES, Hit, Outcome, SearchResult, closest, search

__all__ = ["OUTCOMES", "Hit", "Outcome", "SearchResult", "closest", "search"]
