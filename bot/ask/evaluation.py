"""Figures for what channels ask: how often the whole route, from text to card, is right."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from bot.ask.results import Result, find
from knowledge.store import Store

EXPECTATIONS = ("answer", "closest", "none", "person", "compare", "advise", "interview", "help")
NEVER_ANSWERED = ("answer", "closest", "none", "person")  # but as expected: else confidently wrong


def evaluate_channel(store: Store, lines: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Figures over labelled texts, in all and for each expectation.

    A line is `{"id", "query", "expect"}`, where it applies with `sections` that a right answer
    cites, the `role` that is advised (or null), and `kind`: of kind `choose` the form is right too.
    `expect` is `answer` (the best hit cites one of the sections), `closest` (no answer), `none`
    (no answer, form or advice), `person`, `compare`, `advise` (form or advice), `interview` or
    `help` (or no answer). `confidently_wrong` counts wrong answers where an answer from the
    sections, or none, was due.
    """
    right: Counter[str] = Counter()
    cases: Counter[str] = Counter()
    confident = 0
    wrong = []
    for line in lines:
        expect = line["expect"]
        result = find(line["query"], store)
        is_right = _is_right(line, result)
        is_confident = not is_right and result.outcome == "answer" and expect in NEVER_ANSWERED
        cases[expect] += 1
        right[expect] += is_right
        confident += is_confident
        if not is_right:
            best = result.hits[0].document.key if result.hits else None
            wrong.append(
                {"id": line["id"], "expect": expect, "request": result.request,
                 "outcome": result.outcome, "hit": best, "confident": is_confident}
            )  # fmt: skip
    return {
        "cases": cases.total(),
        "right": right.total(),
        "confidently_wrong": confident,
        "expectations": {
            name: {"cases": cases[name], "right": right[name]}
            for name in EXPECTATIONS
            if cases[name]
        },
        "wrong": wrong,
    }


def _is_right(line: dict[str, Any], result: Result) -> bool:
    expect = line["expect"]
    advised = result.request in {"form", "brief"}
    match expect:
        case "answer":
            return _cites(line, result) or (line.get("kind") == "choose" and advised)
        case "closest":
            return result.outcome != "answer"
        case "none":
            return result.outcome != "answer" and not advised
        case "person":
            return result.request == "person" or result.why == "person"
        case "compare":
            return result.request == "compare" or _cites(line, result)
        case "advise":
            return (advised and _advises(line.get("role"), result)) or _cites(line, result)
        case "interview":
            return result.request == "interview"
        case _:
            return result.request == "help" or result.outcome != "answer"


def _cites(line: dict[str, Any], result: Result) -> bool:
    """Whether the text is answered, and its best hit cites what it should."""
    if result.outcome != "answer" or not result.hits:
        return False
    cited = {citation.section for citation in result.hits[0].document.citations}
    return bool(cited & set(line.get("sections") or ()))


def _advises(role: str | None, result: Result) -> bool:
    """Whether advice, where it is given, is for the right role; the form is right for any."""
    return result.advice is None or role is None or result.advice.decision.role == role
