"""Figures for labelled queries and answers: how often the store is right."""

from collections.abc import Iterable, Sequence
from typing import Any

from knowledge.advice.explanation import advise
from knowledge.briefs.choosing import spoken_of
from knowledge.briefs.quoting import LONGEST_SPAN
from knowledge.briefs.reader import read_brief
from knowledge.documents import Document
from knowledge.search import SearchResult, search
from knowledge.store import Store

DEPTH = 10  # how many hits count for the mean reciprocal rank


def evaluate_retrieval(
    store: Store, queries: Sequence[dict[str, Any]]
) -> dict[str, dict[str, float]]:
    """Figures over all queries and for each kind.

    A query is `{"query", "kind", "expected": [section or entry ids]}`; with nothing expected
    it should not be answered. `hit@1`, `hit@3`, `hit@5`: share of answerable queries with a hit
    among so many first ones that cites or is something expected; `mrr`: mean reciprocal rank
    within ten; `unanswered`: share of queries without outcome `answer`; `citations`: mean a hit.
    """
    judged = [(query, search(store, query["query"], DEPTH)) for query in queries]
    kinds = dict.fromkeys(query["kind"] for query in queries)
    groups = {"all": judged} | {
        kind: [pair for pair in judged if pair[0]["kind"] == kind] for kind in kinds
    }
    return {name: _figures(group) for name, group in groups.items() if group}


def evaluate_advice(store: Store, cases: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Figures over labelled answers or briefs.

    A case is `{"id", "answers": {question: option}, "role", "engagement"}`, or has a `brief` in
    place of answers: `role` is a role's id, `both`, or `unclear` (which accepts `neither`);
    `engagement` a model's id or null. `spans` counts what was quoted from briefs, `spans_right`
    what of it stands in the text. `wrong` lists each case with what was said instead.
    """
    wrong = []
    right = {"verdict": 0, "engagement": 0}
    spans: list[bool] = []
    for case in cases:
        answers = case.get("answers")
        if answers is None:
            questionnaire, *_ = spoken_of(case["brief"], store)
            given = read_brief(case["brief"], store, questionnaire.id)
            spans += [_is_span(one.span, case["brief"]) for one in given.values()]
            answers = {name: one.option for name, one in given.items()}
        else:
            questionnaire, *_ = store.asking(answers)
        advice = advise(store, questionnaire, answers)
        said = advice.decision.role or advice.verdict
        verdict_right = ("unclear" if said == "neither" else said) == case["role"]
        engagement_right = advice.engagement == case["engagement"]
        right["verdict"] += verdict_right
        right["engagement"] += engagement_right
        if not (verdict_right and engagement_right):
            wrong.append({"id": case["id"], "role": said, "engagement": advice.engagement})
    return {
        "cases": len(cases),
        "verdict_right": right["verdict"],
        "engagement_right": right["engagement"],
        "spans": len(spans),
        "spans_right": sum(spans),
        "wrong": wrong,
    }


def _is_span(span: str, text: str) -> bool:
    return 0 < len(span) <= LONGEST_SPAN and span in text


def _figures(judged: Sequence[tuple[dict[str, Any], SearchResult]]) -> dict[str, float]:
    answerable = [pair for pair in judged if pair[0]["expected"]]
    others = [result for query, result in judged if not query["expected"]]
    figures: dict[str, float] = {"queries": len(judged)}
    if answerable:
        ranks = [_rank(result, query["expected"]) for query, result in answerable]
        hits = [hit for _, result in answerable for hit in result.hits]
        figures |= {
            "hit@1": _share(rank == 1 for rank in ranks),
            "hit@3": _share(0 < rank <= 3 for rank in ranks),
            "hit@5": _share(0 < rank <= 5 for rank in ranks),
            "mrr": round(sum(1 / rank for rank in ranks if rank) / len(ranks), 3),
            "unanswered": _share(result.outcome != "answer" for _, result in answerable),
            "citations": _mean([len(hit.document.citations) for hit in hits]),
        }
    if others:
        figures["none_unanswered"] = _share(result.outcome != "answer" for result in others)
    return figures


def _rank(result: SearchResult, expected: Sequence[str]) -> int:
    """The rank of the first right hit, from 1; 0 if there is none."""
    wanted = set(expected)
    for rank, hit in enumerate(result.hits, start=1):
        if wanted & _names(hit.document):
            return rank
    return 0


def _names(document: Document) -> set[str]:
    return {document.key, *(citation.section for citation in document.citations)}


def _share(values: Iterable[bool]) -> float:
    return _mean([int(value) for value in values])


def _mean(values: Sequence[int]) -> float:
    return round(sum(values) / len(values), 3) if values else 0.0
