"""Commands about packs: check, build, describe."""

import json
import sys
from pathlib import Path
from typing import Any

import click


class _Folder(click.Path):
    """A path; what is wrong with it is for the reader of packs to say, on one line."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse the empty text of a variable that is not set: it would mean where we stand."""
        if value == "":
            self.fail("the path is empty", param, ctx)
        return super().convert(value, param, ctx)


_folder = click.argument("path", required=False, type=_Folder(path_type=Path))


@click.group()
def packs() -> None:
    """Check, build and describe packs of knowledge."""


@packs.command("check")
@_folder
def check(path: Path | None) -> None:
    """Check a pack: counts by kind; each fault as file:line:col."""
    from collections import Counter

    from knowledge.errors import PackError
    from knowledge.packs.loader import DEFAULT_PACK, check_pack

    try:
        pack, problems = check_pack([path or DEFAULT_PACK])
    except PackError as error:
        click.echo(str(error), err=True)
        click.echo(f"{len(error.problems)} errors: this pack cannot be used", err=True)
        sys.exit(1)
    for level, found in problems.items():
        for problem in found:
            click.echo(f"{level}: {problem}", err=True)
    for kind, count in Counter(entry.kind for entry in pack.entries).items():
        click.echo(f"{kind:12}{count:5}")
    findings = len(problems["finding"])
    click.echo(f"{findings} findings, {len(problems['warning'])} warnings")
    sys.exit(1 if findings else 0)


@packs.command("build")
@_folder
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; it must not exist.",
)
def build(path: Path | None, out: Path) -> None:
    """Compile a pack into one file."""
    from knowledge.building import build_file
    from knowledge.errors import in_one_line
    from knowledge.packs.loader import DEFAULT_PACK

    built = build_file([path or DEFAULT_PACK], out)
    click.echo(in_one_line(f"{out}: {built}"))


@packs.command("train")
@_folder
def train(path: Path | None) -> None:
    """Learn from a pack's utterances; writes the weights beside its questionnaire.

    Takes about a minute and needs numpy and scipy: pip install 'rolefit[train]'.
    """
    from knowledge.briefs.features import word_groups
    from knowledge.briefs.weights import WEIGHTS_FILE, write_weights
    from knowledge.packs.loader import DEFAULT_PACK, load_pack

    try:
        from knowledge.briefs.training import train as learn
    except ImportError:
        raise click.ClickException(
            "this needs numpy and scipy: pip install 'rolefit[train]'"
        ) from None
    folder = path or DEFAULT_PACK
    pack = load_pack([folder], trained=False)
    said = pack.said
    if not said:
        raise click.ClickException(f"{folder} has no utterances to learn from")
    file = folder / WEIGHTS_FILE
    try:
        write_weights(learn(said, word_groups(pack.words.groups)), pack, file)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}") from None
    click.echo(f"{file}: learned from {len(said):,} utterances")


@packs.command("schema")
def schema() -> None:
    """Print the JSON Schema of pack files, for completion in editors."""
    from knowledge.packs.loader import pack_schema

    click.echo(json.dumps(pack_schema(), indent=2))


@packs.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The pack folder to write into.",
)
def import_(file: Path, out: Path) -> None:
    """Write the rows of a CSV or JSONL file as FAQs of the pack folder --out.

    Columns: question, answer, source (section ids), also_asked, keywords (lists separated
    by |); optionally id, basis (rule or editor_note, where there is no source), owner and
    review_by (2027-08-01). Tables are read as Excel, Numbers and Sheets save them: .csv, .tsv
    and .txt.
    """
    from knowledge.errors import PackError, in_one_line
    from knowledge.packs.importing import import_faqs

    try:
        click.echo(in_one_line(f"written: {import_faqs(file, out)}"))
    except PackError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
