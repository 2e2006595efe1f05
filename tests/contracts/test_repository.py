"""Promises about the repository itself."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.support.app import REPOSITORY

MOST_LINES = 400

SOURCES = sorted(
    path
    for folder in ("bot", "knowledge", "localslack", "tests")
    for ending in ("py", "js", "css", "html")
    for path in (REPOSITORY / folder).rglob(f"*.{ending}")
)


def test_no_module_is_longer_than_400_lines() -> None:
    assert len(SOURCES) > 50
    lengths = {path: len(path.read_text().splitlines()) for path in SOURCES}
    assert {path.name: n for path, n in lengths.items() if n > MOST_LINES} == {}


def test_no_module_is_a_drawer() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
    assert [path for path in SOURCES if path.stem in drawers or path.parent.name in drawers] == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_make_targets_that_documents_name_are_there(document: str) -> None:
    makefile = (REPOSITORY / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    text = (REPOSITORY / document).read_text()
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))
    assert named
    assert named <= targets


def test_targets_of_make_help_are_there() -> None:
    makefile = (REPOSITORY / "Makefile").read_text()
    for target in re.findall(r'@echo "make (\w+)', makefile):
        dry = subprocess.run(
            ["make", "--dry-run", target], cwd=REPOSITORY, capture_output=True, text=True
        )
        assert dry.returncode == 0, dry.stderr


DOCUMENTS = [*REPOSITORY.glob("*.md"), *REPOSITORY.glob("[a-z]*/*.md")]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text())
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_security_and_privacy_are_a_click_away_from_the_readme() -> None:
    text = (REPOSITORY / "README.md").read_text()
    assert "](SECURITY.md)" in text
    assert "](docs/privacy.md)" in text


def test_only_the_settings_read_the_environment() -> None:
    readers = re.compile(r"\bos\.environ\b|\bgetenv\b")
    found = [
        str(path.relative_to(REPOSITORY))
        for path in SOURCES
        if Path("tests") not in path.relative_to(REPOSITORY).parents
        if readers.search(path.read_text()) and path != REPOSITORY / "bot" / "settings.py"
    ]
    assert found == []


def test_the_local_slack_names_nothing_of_rolefit() -> None:
    files = [path for path in (REPOSITORY / "localslack").rglob("*.*") if path.suffix != ".pyc"]
    assert len(files) > 50
    named = re.compile(r"rolefit|php|hiring|recruiter", re.IGNORECASE)
    assert [path.name for path in files if named.search(path.read_text())] == []
