"""What commands print: JSON documents for scripts, and text for people."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.advice.prefill import build_looks_like
from bot.advice.texts import LEFT_OPEN, UNDERSTOOD
from bot.advice.wording import say_changes, say_firmness, say_given, say_reasons
from bot.ask.requests import Brief, Compare, CompareWith, FollowUp, SameRole
from bot.ask.results import Request, Result
from bot.slack.blocks import read_aloud
from bot.slack.citations import unknown
from knowledge.advice.besides import read_besides
from knowledge.advice.explanation import Advice, Reason
from knowledge.advice.posts import WORKS_WITH
from knowledge.briefs.reader import Given
from knowledge.documents import Citation, Document, SourceRecord
from knowledge.english import a, in_sentence, listed
from knowledge.packs.models import BASIS_LABELS, Dimension, Role
from knowledge.packs.questionnaire import Questionnaire
from knowledge.store import Store

WIDTH = 90
NO_SOURCE = "My sources say nothing about this."
NOT_SEEN = "I don't see earlier messages. Please ask the whole question again."
NOT_SAID = "Our sources don't say."
MOST_OTHERS = 3  # further hits that are named

SAID: dict[Request, str] = {
    "person": "[bold]I advise on roles, not people.[/] Ask about the work instead.",
    "form": "[bold]Which role fits?[/] Tell the situation (rolefit advise --brief TEXT), or "
    "answer the questionnaire (rolefit advise --answers FILE).",
    "kickoff": "[bold]Kickoff sheet.[/] rolefit kickoff --answers FILE prints it.",
    "delete": "Slack keeps your answers: /rolefit delete my data deletes them there.",
    "help": "Ask a question, name two roles (one vs the other), tell a situation, or paste an ad. "
    "More: rolefit --help",
}


def result_document(query: str, result: Result) -> dict[str, Any]:
    """What `ask --json` prints; with `advice` where the text was a brief."""
    hits = [
        {
            "id": hit.document.key,
            "kind": hit.document.kind,
            "title": hit.document.title,
            "text": hit.document.text,
            "score": hit.score,
            "citations": [_citation(citation) for citation in hit.document.citations],
        }
        for hit in result.hits
    ]
    found: dict[str, Any] = {
        "query": query,
        "request": result.request,
        "outcome": result.outcome,
        "why": result.why,
        "hits": hits,
    }
    if result.advice is not None:
        found["advice"] = advice_document(result.advice, result.given)
    return found


def _citation(citation: Citation) -> dict[str, Any]:
    source = citation.source
    return {
        "section": citation.section,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published.isoformat() if source.published else None,
        "interest": source.interest,
        "address": source.address,
    }


def comparison_document(store: Store, roles: list[Role], dimension: Dimension) -> dict[str, Any]:
    """What `compare --json` prints."""
    aspects = []
    for aspect in dimension.aspects:
        document = store.get(aspect.key)
        assert document is not None
        cells = {
            role.id: contrast.model_dump()
            for role in roles
            if (contrast := aspect.roles.get(role.id)) is not None
        }
        aspects.append(
            {
                "id": aspect.id,
                "title": aspect.title,
                "roles": cells,
                "why": aspect.why,
                "citations": [_citation(citation) for citation in document.citations],
            }
        )
    return {
        "roles": [{"id": role.id, "name": role.name} for role in roles],
        "dimension": {"id": dimension.id, "title": dimension.title, "text": dimension.text},
        "aspects": aspects,
    }


def print_result(store: Store, result: Result) -> None:
    """What `ask` prints for people: the answer with its sources, or what comes close."""
    question = result.question
    if isinstance(question, Compare):
        roles = [store.roles[question.first], store.roles[question.second]]
        if question.dimension is None:
            print_choice(store, roles)
        else:
            print_comparison(store, roles, store.dimensions[question.dimension])
    elif result.advice is not None:
        brief = question.text if isinstance(question, Brief) else None
        print_advice(store, result.advice, brief, result.given)
    elif result.request in SAID:
        _console().print(SAID[result.request])
    elif isinstance(question, CompareWith | SameRole):
        others = ", ".join(store.compared_with.get(question.role, ()))
        name = escape(store.roles[question.role].name)
        _console().print(f"[bold]Compare {name} with what?[/] There are: {others}")
    else:
        _print_hits(store, result)


def print_others(others: Sequence[Result]) -> None:
    """What `ask` prints for further questions of a text: the entries that answer them."""
    if others:
        _console().print("\nYou asked as well:")
    for hit in (one.hits[0] for one in others if one.hits):
        _print_line(hit.document)


def _print_line(document: Document) -> None:
    _console().print(f"  [dim]{document.key:32}[/] {escape(document.title)}")


def _print_hits(store: Store, result: Result) -> None:
    console = _console()
    if result.outcome == "none":
        topic = store.uncovered[result.uncovered] if result.uncovered else None
        unknown = "" if topic and not topic.is_gap else "[bold]I don't know.[/] "
        console.print(f"{unknown}{escape(topic.text if topic else NO_SOURCE)}")
        if topic and topic.instead:
            console.print(f"{escape(topic.instead)} [dim]({BASIS_LABELS['rule']})[/]")
        if topic and topic.is_gap:
            console.print(f"[dim]{topic.key}[/]")
        return
    shown = result.hits if result.request in {"models", "sources"} else result.hits[:1]
    if result.outcome == "suggestions":
        unseen = f" {NOT_SEEN}" if isinstance(result.question, FollowUp) else ""
        console.print(f"[bold]I have no direct answer.[/]{unseen} Closest:")
        shown = ()
    for hit in shown:
        _print_document(console, store, hit.document)
    for hit in result.hits[len(shown) :][:MOST_OTHERS]:
        _print_line(hit.document)


def _print_document(console: Console, store: Store, document: Document) -> None:
    console.print(f"[bold]{escape(document.title)}[/]\n{escape(document.text)}")
    if document.kind == "source":
        source = store.sources[document.key.partition("/")[2]]
        console.print(f"[dim]{escape(_about(source))}[/]", soft_wrap=True)
    _print_sources(console, document.citations)
    if document.basis in BASIS_LABELS:
        console.print(f"[dim]{BASIS_LABELS[document.basis]}[/]")


def print_choice(store: Store, roles: list[Role]) -> None:
    """When to choose which of two roles, if the store says that of both."""
    said = [(role.name, role.chosen_if) for role in roles if role.chosen_if]
    if len(said) < len(roles):
        return
    console = _console()
    for name, when in said:
        console.print(f"[bold]Choose {escape(a(in_sentence(name)))} if[/] {escape(when.text)}.")
    _print_sources(console, store.cite(dict.fromkeys(c for _, one in said for c in one.citations)))


def print_comparison(store: Store, roles: list[Role], dimension: Dimension) -> None:
    """Two roles in a table, aspect by aspect."""
    table = Table(title=escape(dimension.title), caption=escape(dimension.text), show_lines=True)
    table.add_column("")
    for role in roles:
        table.add_column(escape(role.name))
    for aspect in dimension.aspects:
        cells = (aspect.roles.get(role.id) for role in roles)
        table.add_row(
            f"[bold]{escape(aspect.title)}[/]\n{escape(aspect.why)}",
            *(escape(f"{c.focus} {c.practice}") if c else NOT_SAID for c in cells),
        )
    console = _console()
    console.print(table)
    told = (dimension, *dimension.aspects)
    _print_sources(console, store.cite(dict.fromkeys(c for entry in told for c in entry.citations)))
    for basis in sorted({entry.basis for entry in told} & BASIS_LABELS.keys()):
        console.print(f"[dim]{BASIS_LABELS[basis]}[/]")


def _print_sources(console: Console, citations: Iterable[Citation]) -> None:
    """Each article once: `--json` has the sections."""
    for source in {one.source.id: one.source for one in citations}.values():
        line = f"Source: {_about(source)}"
        console.print(f"[dim]{escape(line)}[/]", soft_wrap=True)


def _about(source: SourceRecord) -> str:
    """Publisher, date, interest and address of an article; what nobody knows is said."""
    publisher = source.publisher or f"“{source.title}”"
    published = f", {source.published.isoformat()}" if source.published else ""
    remarks = "; ".join(filter(None, [source.interest, unknown(source)]))
    address = f", {source.address}" if source.address else ""
    return f"{publisher}{published}{f' ({remarks})' if remarks else ''}{address}"


def advice_document(advice: Advice, given: Mapping[str, Given]) -> dict[str, Any]:
    """What `advise --json` prints; `given` holds what was read from a brief."""
    points = advice.points
    totals = {
        advice.pair.first: (points.first_work, points.first_setting),
        advice.pair.second: (points.second_work, points.second_setting),
    }
    return {
        "verdict": advice.verdict,
        "role": advice.decision.role,
        "sequence": list(advice.sequence),
        "order_basis": advice.order_basis,
        "band": advice.band,
        "sentence": advice.sentence,
        "roles": [
            {"id": role, "work": work, "setting": setting}
            for role, (work, setting) in totals.items()
        ],
        "engagement": {
            "model": advice.engagement,
            "reasons": [_reason(reason) for reason in advice.engagement_reasons],
        },
        "answers": {
            question: {
                "option": option,
                "span": given[question].span if question in given else None,
            }
            for question, option in advice.answers.items()
        },
        "reasons": [_reason(reason) for reason in advice.reasons],
        "unowned": list(advice.unowned),
        "flips": [
            {"changes": flip.changes, "verdict": flip.decision.verdict, "role": flip.decision.role}
            for flip in advice.flips
        ],
        "next_question": advice.next_question.id if advice.next_question else None,
        "post": advice.post,
        "questionnaire": advice.questionnaire,
        "pack": advice.pack,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    citations = [_citation(citation) for citation in reason.citations]
    return {"text": reason.text, "for": reason.speaks_for, "citations": citations}


def print_advice(
    store: Store, advice: Advice, brief: str | None, given: Mapping[str, Given]
) -> None:
    """The advice in the order of its card: the verdict, why, what would change it, what is open;
    of a `brief`, at the end what was read from it (`given`).
    """
    console = _console()
    console.print(f"[bold]{escape(advice.sentence)}[/]")
    if firmness := say_firmness(advice):
        console.print(escape(firmness))
    looks_like = [] if brief is None else build_looks_like(brief, given, advice, store)
    if told := read_aloud(looks_like):
        console.print(escape(told))
    _print_list(console, [*say_given(store, advice), *say_reasons(advice, advice.reasons)])
    if changes := say_changes(store, advice):
        console.print("What would change it:")
        _print_list(console, changes)
    if advice.unowned:
        console.print(f"Left without an owner: {escape(listed(advice.unowned))}.")
    if advice.next_question:
        console.print(f"Next: {escape(advice.next_question.ask)}")
    if advice.engagement and advice.verdict != "neither":
        console.print(f"Engagement: {escape(store.engagement[advice.engagement].label)}")
    _print_sources(console, [one for reason in advice.reasons for one in reason.citations])
    if advice.post:
        console.print(f"\n[bold]Text for the post[/]\n{escape(advice.post)}")
    if brief is not None:
        _print_understood(console, store.questionnaires[advice.questionnaire], given)


def _print_list(console: Console, lines: Iterable[str]) -> None:
    for line in lines:
        console.print(f"  • {escape(line)}")


def _print_understood(
    console: Console, questionnaire: Questionnaire, given: Mapping[str, Given]
) -> None:
    """The answers that were read from a brief, each with the words that say it."""
    console.print(f"\n[bold]{UNDERSTOOD}[/]")
    for question in questionnaire.questions:
        if question.id in given:
            one = given[question.id]
            texts = (option.text for option in question.options if option.id == one.option)
            text = next(texts, None)
            said = f"{question.ask} {text}" if text else f"{LEFT_OPEN} {question.ask}"
            console.print(escape(said))
            console.print(f"  [dim]“{escape(one.span)}”[/]")
    options = {name: one.option for name, one in given.items()}
    if named := read_besides(questionnaire, options).works_with:
        console.print(escape(f"{WORKS_WITH}: {', '.join(one.name for one in named)}"))
    if not given:
        console.print("Nothing in the text answers a question of the form.")


def _console() -> Console:
    return Console(width=min(WIDTH, Console().width), highlight=False)
