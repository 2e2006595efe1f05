"""Commands about knowledge: they need no Slack, no server and no settings."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from bot.cli.options import packs_option

if TYPE_CHECKING:
    from knowledge.briefs.reader import Given
    from knowledge.packs.models import Role
    from knowledge.packs.questionnaire import Questionnaire
    from knowledge.store import Store

_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


@click.command()
@click.argument("text", nargs=-1)
@click.option("--jsonl", type=click.File(encoding="utf-8"), help="Questions, one JSON a line.")
@click.option(
    "--limit", default=5, show_default=True, type=click.IntRange(1, 50), help="How many hits."
)
@_json
@packs_option
def ask(
    text: tuple[str, ...], jsonl: TextIO | None, limit: int, as_json: bool, paths: tuple[Path, ...]
) -> None:
    """Ask anything, as with /rolefit: a question, `php vs backend`, a situation, a job ad.

    Or ask many with --jsonl ({"id", "query"} a line; - reads from stdin).
    """
    from bot.ask.results import find, others_asked
    from bot.cli import render
    from knowledge.store import open_store

    if bool(text) == (jsonl is not None):
        raise click.UsageError("give a question, or --jsonl with a file of them")
    store = open_store(paths)
    if jsonl is not None:
        for query in _queries(jsonl):
            found = render.result_document(query["query"], find(query["query"], store, limit))
            click.echo(json.dumps({"id": query["id"], **found}))
        return
    asked = " ".join(text)
    result = find(asked, store, limit)
    if as_json:
        click.echo(json.dumps(render.result_document(asked, result), indent=2))
    else:
        render.print_result(store, result)
        render.print_others(others_asked(asked, result.question, store))


@click.command()
@click.argument("first", metavar="ROLE")
@click.argument("second", metavar="ROLE")
@click.option("--dimension", help="What to compare; the first dimension by default.")
@_json
@packs_option
def compare(
    first: str, second: str, dimension: str | None, as_json: bool, paths: tuple[Path, ...]
) -> None:
    """Compare two roles side by side."""
    from bot.cli import render
    from knowledge.store import open_store

    store = open_store(paths)
    roles = [named_role(store, first), named_role(store, second)]
    told = store.dimensions_of(*(role.id for role in roles))
    chosen = store.dimensions.get(dimension or next(iter(told), ""))
    if chosen is None:
        raise click.ClickException(f"no such dimension; there are {', '.join(store.dimensions)}")
    if as_json:
        document = render.comparison_document(store, roles, chosen)
        click.echo(json.dumps(document, indent=2))
    else:
        if dimension is None:
            render.print_choice(store, roles)
        render.print_comparison(store, roles, chosen)


@click.command()
@click.option(
    "--answers",
    type=click.File(encoding="utf-8"),
    help="A JSON file of answers, {question: option}; - reads from stdin.",
)
@click.option("--brief", help="The situation in your own words.")
@click.option("--jsonl", type=click.File(encoding="utf-8"), help="Briefs, one JSON a line.")
@click.option("--questionnaire", metavar="ID", help="Which one, where packs have several.")
@_json
@packs_option
def advise(
    answers: TextIO | None,
    brief: str | None,
    jsonl: TextIO | None,
    questionnaire: str | None,
    as_json: bool,
    paths: tuple[Path, ...],
) -> None:
    """Advise which role to open, from answers to the questionnaire, or from a brief.

    With --jsonl, from many ({"id", "brief"} a line; - reads from stdin).
    """
    from bot.cli import render
    from knowledge.advice.explanation import advise as advise_on
    from knowledge.store import open_store

    if sum(given is not None for given in (answers, brief, jsonl)) != 1:
        raise click.UsageError("give one of --answers, --brief and --jsonl")
    store = open_store(paths)
    if jsonl is not None:
        for case in _lines(jsonl, ("id", "brief")):
            text = _text(case, "brief")
            asked, found = read_situation(store, text, questionnaire)
            advice = advise_on(store, asked, {name: one.option for name, one in found.items()})
            document = render.advice_document(advice, found)
            click.echo(json.dumps({"id": case["id"], **document}))
        return
    given: Mapping[str, Given] = {}
    if answers:
        chosen = read_answers_file(answers)
        asked = asking(store, chosen, questionnaire)
    else:
        asked, given = read_situation(store, brief or "", questionnaire)
        chosen = {name: one.option for name, one in given.items()}
    advice = advise_on(store, asked, chosen)
    if as_json:
        document = render.advice_document(advice, given)
        click.echo(json.dumps(document, indent=2))
        return
    render.print_advice(store, advice, brief, given)


@click.group("eval")
def evaluate() -> None:
    """Measure answers against labelled queries."""


@evaluate.command("retrieval")
@click.argument("file", type=click.File(encoding="utf-8"))
@_json
@packs_option
def retrieval(file: TextIO, as_json: bool, paths: tuple[Path, ...]) -> None:
    """Score retrieval on {"id", "query", "kind", "expected"} a line."""
    from knowledge.evaluation import evaluate_retrieval
    from knowledge.store import open_store

    figures = evaluate_retrieval(open_store(paths), list(_queries(file, ("kind", "expected"))))
    if as_json:
        click.echo(json.dumps(figures, indent=2))
        return
    for name, values in figures.items():
        line = "  ".join(f"{key} {value}" for key, value in values.items())
        click.echo(f"{name:16}{line}")


@evaluate.command("channel")
@click.argument("file", type=click.File(encoding="utf-8"))
@_json
@packs_option
def channel(file: TextIO, as_json: bool, paths: tuple[Path, ...]) -> None:
    """Score the whole route on {"id", "query", "expect"} a line, with sections or a role."""
    from bot.ask.evaluation import EXPECTATIONS, evaluate_channel
    from knowledge.store import open_store

    lines = list(_queries(file, ("expect",)))
    for line in lines:
        if line["expect"] not in EXPECTATIONS:
            raise click.ClickException(f"{line['id']}: expect is one of {', '.join(EXPECTATIONS)}")
        sections = line.get("sections") or []
        if not isinstance(sections, list) or not all(isinstance(one, str) for one in sections):
            raise click.ClickException(f"{line['id']}: sections is a list of texts")
    figures = evaluate_channel(open_store(paths), lines)
    if as_json:
        click.echo(json.dumps(figures, indent=2))
        return
    cases = figures["cases"]
    click.echo(f"right             {figures['right']} of {cases}")
    click.echo(f"confidently wrong {figures['confidently_wrong']} of {cases}")
    for name, one in figures["expectations"].items():
        click.echo(f"  {name:15} {one['right']} of {one['cases']}")
    for one in figures["wrong"]:
        found = " ".join(filter(None, (one["request"], one["outcome"], one["hit"])))
        mark = "  (confident)" if one["confident"] else ""
        click.echo(f"  {one['id']}: expected {one['expect']}, got {found}{mark}")


@evaluate.command("advice")
@click.argument("file", type=click.File(encoding="utf-8"))
@_json
@packs_option
def advice(file: TextIO, as_json: bool, paths: tuple[Path, ...]) -> None:
    """Score advice on {"id", "answers" or "brief", "role", "engagement"} a line."""
    from knowledge.evaluation import evaluate_advice
    from knowledge.store import open_store

    cases = list(_cases(file))
    figures = evaluate_advice(open_store(paths), cases)
    if as_json:
        click.echo(json.dumps(figures, indent=2))
        return
    click.echo(f"verdict right    {figures['verdict_right']} of {figures['cases']}")
    click.echo(f"engagement right {figures['engagement_right']} of {figures['cases']}")
    if figures["spans"]:
        click.echo(f"spans right      {figures['spans_right']} of {figures['spans']}")
    for case in figures["wrong"]:
        click.echo(f"  {case['id']}: said {case['role']}, engagement {case['engagement']}")


def _named(store: "Store", name: str) -> "Questionnaire":
    if name not in store.questionnaires:
        there = ", ".join(store.questionnaires) or "none"
        raise click.UsageError(f"there is no questionnaire {name!r}; there are {there}")
    return store.questionnaires[name]


def asking(store: "Store", answers: object, name: str | None) -> "Questionnaire":
    """The questionnaire that answers are to: the one that is named, or that alone has them."""
    if name:
        return _named(store, name)
    _require_questionnaires(store)
    found = store.asking(answers) if isinstance(answers, dict) else []
    if len(found) > 1 and answers:
        which = ", ".join(one.id for one in found)
        raise click.UsageError(f"several questionnaires ask this: add --questionnaire, of {which}")
    return (found or [*store.questionnaires.values()])[0]


def _spoken_of(store: "Store", brief: str, name: str | None) -> "Questionnaire":
    """The questionnaire that is named, or of whose roles a brief speaks most."""
    from knowledge.briefs.choosing import spoken_of

    if name:
        return _named(store, name)
    _require_questionnaires(store)
    return spoken_of(brief, store)[0]


def read_situation(
    store: "Store", brief: str, name: str | None
) -> tuple["Questionnaire", dict[str, "Given"]]:
    """The questionnaire for a brief, and the answers that the brief gives."""
    from knowledge.briefs.reader import read_all

    asked = _spoken_of(store, brief, name)
    return asked, read_all(brief, store, asked.id)


def _require_questionnaires(store: "Store") -> None:
    if not store.questionnaires:
        raise click.ClickException("these packs have no questionnaire, and so no advice")


def read_answers_file(file: TextIO) -> object:
    """The JSON of a file of answers, whatever it holds."""
    try:
        return json.load(file)
    except ValueError:
        raise click.ClickException("the answers are no JSON") from None


def _text(line: dict[str, Any], name: str) -> str:
    if not isinstance(line[name], str):
        raise click.ClickException(f"{line['id']}: the {name} must be a text")
    return str(line[name])


def _queries(file: TextIO, fields: Iterable[str] = ()) -> Iterable[dict[str, Any]]:
    """The lines of a query file, each with a text under `query`."""
    for query in _lines(file, ("id", "query", *fields)):
        _text(query, "query")
        yield query


def _cases(file: TextIO) -> Iterable[dict[str, Any]]:
    """The lines of a file of cases, each with answers or a brief."""
    for case in _lines(file, ("id", "role", "engagement")):
        if "answers" not in case:
            if "brief" not in case:
                raise click.ClickException(f"{case['id']}: it has no answers, and no brief")
            _text(case, "brief")
        yield case


def _lines(file: TextIO, fields: Iterable[str]) -> Iterable[dict[str, Any]]:
    """The objects of a JSONL file; a faulty line ends the command with its number."""
    try:
        lines = file.read().split("\n")
    except UnicodeDecodeError:
        raise click.ClickException(f"{file.name} is not UTF-8 text") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            query = json.loads(line)
        except ValueError:
            raise click.ClickException(f"line {number}: this is no JSON") from None
        missing = [name for name in fields if not isinstance(query, dict) or name not in query]
        if missing:
            raise click.ClickException(f"line {number}: it has no {', '.join(missing)}")
        yield query


def named_role(store: "Store", name: str) -> "Role":
    """The role that is called so."""
    from knowledge.text import normal

    role = store.aliases.get(normal(name))
    if role is None:
        covered = ", ".join(store.roles)
        raise click.ClickException(f"{name!r} is no role that is covered; there are {covered}")
    return store.roles[role]
