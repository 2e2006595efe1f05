"""Commands about knowledge: they need no Slack, no server and no settings."""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from knowledge.models import Dimension, Role
    from knowledge.search import SearchResult
    from knowledge.store import Citation, Store

Command = Callable[..., Any]

_packs = click.option(
    "--packs",
    "paths",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="A pack folder, or one built file; may be repeated. Default: RoleFit's own pack.",
)
_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


@click.command()
@click.argument("text", required=False)
@click.option("--jsonl", type=click.File(encoding="utf-8"), help="Questions, one JSON a line.")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 50))
@_json
@_packs
def ask(
    text: str | None, jsonl: TextIO | None, limit: int, as_json: bool, paths: tuple[Path, ...]
) -> None:
    """Ask a question, or many with --jsonl ({"id", "query"} a line; - reads from stdin)."""
    from knowledge.search import search
    from knowledge.store import open_store

    if (text is None) == (jsonl is None):
        raise click.UsageError("give a question, or --jsonl with a file of them")
    store = open_store(paths)
    if jsonl is not None:
        for query in _queries(jsonl):
            found = _result(search(store, query["query"], limit))
            click.echo(json.dumps({"id": query["id"], **found}, ensure_ascii=False))
        return
    assert text is not None
    result = search(store, text, limit)
    if as_json:
        click.echo(json.dumps(_result(result), ensure_ascii=False, indent=2))
    else:
        _print_result(result)


@click.command()
@click.argument("first", metavar="ROLE")
@click.argument("second", metavar="ROLE")
@click.option("--dimension", help="What to compare; the first dimension by default.")
@_json
@_packs
def compare(
    first: str, second: str, dimension: str | None, as_json: bool, paths: tuple[Path, ...]
) -> None:
    """Compare two roles side by side."""
    from knowledge.store import open_store

    store = open_store(paths)
    roles = [_role(store, first), _role(store, second)]
    chosen = store.dimensions.get(dimension or next(iter(store.dimensions), ""))
    if chosen is None:
        raise click.ClickException(f"no such dimension; there are {', '.join(store.dimensions)}")
    if as_json:
        click.echo(json.dumps(_comparison(store, roles, chosen), ensure_ascii=False, indent=2))
    else:
        _print_comparison(store, roles, chosen)


@click.group()
def packs() -> None:
    """Check, build and describe packs of knowledge."""


@packs.command("check")
@click.argument("path", required=False, type=click.Path(path_type=Path))
def check(path: Path | None) -> None:
    """Check a pack: counts by kind; each fault as file:line:col."""
    from collections import Counter

    from knowledge.errors import PackError
    from knowledge.packs import DEFAULT_PACK, check_pack

    try:
        pack, warnings = check_pack([path or DEFAULT_PACK])
    except PackError as error:
        click.echo(str(error), err=True)
        count = len(error.problems)
        click.echo(f"{count} {'fault' if count == 1 else 'faults'}", err=True)
        sys.exit(1)
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)
    for kind, count in Counter(entry.kind for entry in pack.entries).items():
        click.echo(f"{kind:12}{count:5}")
    click.echo(f"{'source':12}{len(pack.sources):5}")
    click.echo(f"0 faults, {len(warnings)} warnings")


@packs.command("build")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False))
def build(path: Path | None, out: Path) -> None:
    """Compile a pack into one file."""
    from knowledge.packs import DEFAULT_PACK
    from knowledge.store import build_file

    click.echo(f"{out}: {build_file([path or DEFAULT_PACK], out)}")


@packs.command("schema")
def schema() -> None:
    """Print the JSON Schema of pack files, for completion in editors."""
    from knowledge.packs import pack_schema

    click.echo(json.dumps(pack_schema(), indent=2))


@click.group("eval")
def evaluate() -> None:
    """Measure answers against labelled queries."""


@evaluate.command("retrieval")
@click.argument("file", type=click.File(encoding="utf-8"))
@_json
@_packs
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


def _queries(file: TextIO, fields: Iterable[str] = ()) -> Iterable[dict[str, Any]]:
    """The lines of a query file; a faulty one ends the command with its number."""
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            query = json.loads(line)
        except ValueError:
            raise click.ClickException(f"line {number}: this is no JSON") from None
        missing = [
            name
            for name in ("id", "query", *fields)
            if not isinstance(query, dict) or name not in query
        ]
        if missing or not isinstance(query["query"], str):
            raise click.ClickException(
                f"line {number}: needs {', '.join(missing) or 'a text query'}"
            )
        yield query


def _role(store: "Store", name: str) -> "Role":
    from knowledge.text import normal

    role = store.aliases.get(normal(name))
    if role is None:
        covered = ", ".join(store.roles)
        raise click.ClickException(f"{name!r} is no role that is covered; there are {covered}")
    return store.roles[role]


def _result(result: "SearchResult") -> dict[str, Any]:
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
    return {"query": result.query, "outcome": result.outcome, "hits": hits}


def _citation(citation: "Citation") -> dict[str, Any]:
    source = citation.source
    return {
        "section": citation.section,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published.isoformat() if source.published else None,
        "interest": source.interest,
    }


def _comparison(store: "Store", roles: list["Role"], dimension: "Dimension") -> dict[str, Any]:
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


def _print_result(result: "SearchResult") -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console(width=min(90, Console().width), highlight=False)
    if result.outcome == "none":
        console.print("[bold]I don't know.[/] No source says anything about this.")
        return
    if result.outcome == "suggestions":
        console.print("[bold]Nothing fits exactly.[/] Closest:")
    else:
        best = result.hits[0].document
        console.print(f"[bold]{escape(best.title)}[/]\n{escape(best.text)}")
        for citation in best.citations:
            console.print(f"[dim]{escape(_source_line(citation))}[/]", soft_wrap=True)
    others = result.hits[1:] if result.outcome == "answer" else result.hits
    for hit in others[:3]:
        console.print(f"  [dim]{hit.document.key:32}[/] {escape(hit.document.title)}")


def _print_comparison(store: "Store", roles: list["Role"], dimension: "Dimension") -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=dimension.title, caption=dimension.text, show_lines=True)
    table.add_column("")
    for role in roles:
        table.add_column(role.name)
    for aspect in dimension.aspects:
        cells = (aspect.roles.get(role.id) for role in roles)
        table.add_row(
            f"[bold]{aspect.title}[/]\n{aspect.why}",
            *(f"{c.focus} {c.practice}" if c else "Our sources don't say." for c in cells),
        )
    document = store.get(dimension.key)
    assert document is not None
    console = Console(highlight=False)
    console.print(table)
    console.print(f"[dim]{_source_line(document.citations[0])}[/]", soft_wrap=True)


def _source_line(citation: "Citation") -> str:
    source = citation.source
    published = source.published.isoformat() if source.published else "date unknown"
    interest = source.interest or "interest unknown"
    publisher = source.publisher or "publisher unknown"
    return f"Source: {publisher}, {published} ({interest}), {citation.section}"
