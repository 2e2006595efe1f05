"""Commands about packs: begin, check, build, describe."""

import json
import shlex
import sys
from pathlib import Path

import click

from bot.cli.options import NewPackPath, PackPath

EXAMPLE = "who is on call at night"  # of a new pack

_one = click.argument("path", required=False, type=PackPath(path_type=Path))
_several = click.argument("paths", metavar="[PATH]...", nargs=-1, type=PackPath(path_type=Path))


@click.group()
def packs() -> None:
    """Begin, check, build and describe packs of knowledge."""


@packs.command("new")
@click.argument("folder", metavar="DIR", type=NewPackPath(path_type=Path))
def new(folder: Path) -> None:
    """Write a small, complete pack into DIR, to be changed into your own.

    DIR must be empty, or not there yet. Comments in its files say what each field is for.
    """
    from knowledge.errors import in_one_line
    from knowledge.packs.template import begin_pack

    begin_pack(folder)
    path = in_one_line(shlex.quote(str(folder)))
    click.echo(f"written: {path}")
    click.echo("Its comments say what to replace. Next:")
    for command in ("packs check", f"ask '{EXAMPLE}' --packs", "demo --packs"):
        click.echo(f"  rolefit {command} {path}")


@packs.command("check")
@_several
def check(paths: tuple[Path, ...]) -> None:
    """Check packs, several as they lie over each other: counts by kind; each fault as
    file:line:col.
    """
    from collections import Counter

    from knowledge.errors import PackError, in_one_line
    from knowledge.packs.loader import check_pack
    from knowledge.packs.shipped import DEFAULT_PACK

    try:
        pack, problems = check_pack(paths or [DEFAULT_PACK])
    except PackError as error:
        click.echo(str(error), err=True)
        click.echo(f"{len(error.problems)} errors: this pack cannot be used", err=True)
        sys.exit(1)
    for level, found in problems.items():
        for problem in found:
            click.echo(f"{level}: {problem}", err=True)
    for kind, count in Counter(entry.kind for entry in pack.entries).items():
        click.echo(f"{kind:12}{count:5}")
    for questionnaire in pack.questionnaires:
        said = len(pack.lessons[questionnaire.id].said(questionnaire))
        asked = len(questionnaire.questions)
        click.echo(f"questionnaire {questionnaire.id}: {asked} questions, {said:,} utterances")
    which = ", ".join(map(str, paths)) or "RoleFit's own pack"
    click.echo(in_one_line(f"checked: {which}"))
    findings = len(problems["finding"])
    click.echo(f"{findings} findings, {len(problems['warning'])} warnings")
    sys.exit(1 if findings else 0)


@packs.command("build")
@_several
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; it must not exist.",
)
def build(paths: tuple[Path, ...], out: Path) -> None:
    """Compile packs, several as they lie over each other, into one file."""
    from knowledge.building import build_file
    from knowledge.errors import in_one_line
    from knowledge.packs.shipped import DEFAULT_PACK

    built = build_file(paths or [DEFAULT_PACK], out)
    click.echo(in_one_line(f"{out}: {built}"))


@packs.command("train")
@_one
def train(path: Path | None) -> None:
    """Learn from a pack's utterances; writes the weights beside each questionnaire.

    Takes about a minute and needs numpy and scipy: pip install 'rolefit[train]'.
    """
    from knowledge.briefs.features import word_groups
    from knowledge.briefs.weights import write_weights
    from knowledge.packs.loader import load_pack, weights_file
    from knowledge.packs.shipped import DEFAULT_PACK

    try:
        from knowledge.briefs.training import train as learn
    except ImportError:
        raise click.ClickException(
            "this needs numpy and scipy: pip install 'rolefit[train]'"
        ) from None
    folder = path or DEFAULT_PACK
    pack = load_pack([folder], trained=False)
    taught = [one for one in pack.questionnaires if pack.lessons[one.id].utterances]
    if not taught:
        raise click.ClickException(f"{folder} has no utterances to learn from")
    for questionnaire in taught:
        lessons = pack.lessons[questionnaire.id]
        said = lessons.said(questionnaire)
        learned = learn(said, word_groups(lessons.words.groups))
        file = weights_file(folder, questionnaire)
        try:
            write_weights(learned, questionnaire, lessons, file)
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
