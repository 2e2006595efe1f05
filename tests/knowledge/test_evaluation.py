"""Figures on a labelled set so small that they can be counted by hand."""

import pytest

from knowledge.evaluation import evaluate_retrieval
from knowledge.search import search
from knowledge.store import Store

SCHEMA, SALARY = "who owns the database schema", "pay bands"


def test_figures(store: Store) -> None:
    hits = [hit.document.key for hit in search(store, SCHEMA, 10).hits]
    assert hits[:2] == ["faq/schema-ownership", "faq/schema-migrations"]
    figures = evaluate_retrieval(
        store,
        [
            {"query": SCHEMA, "kind": "question", "expected": ["faq/schema-ownership"]},
            {"query": SCHEMA, "kind": "question", "expected": ["faq/schema-migrations"]},
            {"query": SALARY, "kind": "keyword", "expected": ["guide#pay"]},
            {"query": "zeppelins", "kind": "keyword", "expected": ["faq/salary"]},
            {"query": "capital of France", "kind": "none", "expected": []},
            {"query": SALARY, "kind": "none", "expected": []},
        ],
    )
    everything = figures["all"]
    assert everything["queries"] == 6
    assert everything["hit@1"] == 0.5  # the first and the third
    assert everything["hit@3"] == 0.75  # the second is at rank two
    assert everything["mrr"] == pytest.approx((1 + 1 / 2 + 1 + 0) / 4)
    assert everything["unanswered"] == 0.25  # the fourth
    assert everything["none_unanswered"] == 0.5
    assert figures["question"]["hit@1"] == 0.5
    assert figures["keyword"]["mrr"] == 0.5
    assert set(figures["none"]) == {"queries", "none_unanswered"}


def test_a_section_counts_wherever_it_is_cited(store: Store) -> None:
    query = {"query": SCHEMA, "kind": "x", "expected": ["essay#intro"]}
    assert evaluate_retrieval(store, [query])["all"]["hit@1"] == 1


def test_no_queries_have_no_figures(store: Store) -> None:
    assert evaluate_retrieval(store, []) == {}
