"""Any commit is made runnable, beside this build and told apart from it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.builds import REQUIREMENTS, ROOT, THIS, Build, RevisionError, beside, check_out
from tests.bench.lanes import Lane, in_process
from tests.bench.servers import base_environment


def git(repository: Path, *arguments: str) -> str:
    named = ("-c", "user.name=bench", "-c", "user.email=bench@localhost")
    return subprocess.run(
        ["git", *named, *arguments], cwd=repository, capture_output=True, text=True, check=True
    ).stdout


def commit(repository: Path, tag: str) -> None:
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", tag)
    git(repository, "tag", tag)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of three commits: without a bot, this build's code, other requirements."""
    folder = tmp_path_factory.mktemp("repository")
    git(folder, "init", "--quiet")
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, folder)
    commit(folder, "empty")
    for name in ("bot", "knowledge", "requirements"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    commit(folder, "same")
    requirements = folder / REQUIREMENTS
    requirements.write_text(f"# of another time\n{requirements.read_text()}")
    (folder / "bot" / "__main__.py").write_text("print('another time')\n")
    commit(folder, "other")
    return folder


def run(build: Build, folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [build.python, *arguments],
        env=base_environment(folder, build),
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_with_the_same_requirements_it_shares_this_environment(
    repository: Path, tmp_path: Path
) -> None:
    build = check_out("same", tmp_path, repository)
    assert build.python == THIS.python
    assert build.name == git(repository, "rev-parse", "--short=7", "same").strip()
    code = "import bot, knowledge; print(bot.__file__); print(knowledge.__file__)"
    loaded = run(build, tmp_path, "-c", code).splitlines()
    assert [Path(file).is_relative_to(build.root) for file in loaded] == [True, True]


def test_with_other_requirements_it_has_its_own(repository: Path, tmp_path: Path) -> None:
    build = check_out("other", tmp_path, repository)
    assert build.python.is_relative_to(tmp_path)
    assert run(build, tmp_path, "-m", "bot") == "another time\n"
    code = "import aiohttp, bot; print(aiohttp.__file__); print(bot.__file__)"
    loaded = run(build, tmp_path, "-c", code).splitlines()
    assert [Path(file).is_relative_to(tmp_path) for file in loaded] == [True, True]
    code = "from importlib.metadata import version; print(version('rolefit'))"
    assert run(build, tmp_path, "-c", code)  # the server says it
    assert git(repository, "status", "--porcelain", "--ignored") == ""
    assert len(git(repository, "worktree", "list").splitlines()) == 1


def test_beside_one_that_has_its_own_libraries_this_build_has_too(
    repository: Path, tmp_path: Path
) -> None:
    same, other = (check_out(name, tmp_path / name, repository) for name in ("same", "other"))
    assert beside(same, tmp_path / "this") is THIS
    this = beside(other, tmp_path / "this")
    assert (this.root, this.python.is_relative_to(tmp_path)) == (ROOT, True)
    code = """if True:
        from importlib.metadata import version
        from importlib.util import find_spec
        import bot
        print(bot.__file__, version("rolefit"), find_spec("pytest"), sep="\\n")"""
    file, version, tests = run(this, tmp_path, "-c", code).splitlines()
    assert (Path(file).is_relative_to(ROOT), tests) == (True, "None")
    assert version


@pytest.mark.parametrize("revision", ["nonsense", "", "--all", "same:README.md"])
def test_what_is_no_commit_is_refused(revision: str, repository: Path, tmp_path: Path) -> None:
    with pytest.raises(RevisionError, match="is no commit of this repository"):
        check_out(revision, tmp_path, repository)


def test_a_commit_without_a_bot_is_refused(repository: Path, tmp_path: Path) -> None:
    with pytest.raises(RevisionError, match="no bot to run"):
        check_out("empty", tmp_path, repository)


def test_a_wrong_revision_is_one_line_and_exit_code_2() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.against", "nonsense"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        "bench: 'nonsense' is no commit of this repository: `git log` names them\n"
    )


def test_in_process_a_build_may_lack_something(repository: Path, tmp_path: Path) -> None:
    build = check_out("same", tmp_path, repository)
    reader = build.root / "knowledge" / "briefs" / "reader.py"
    reader.write_text(reader.read_text().replace("def read_brief(", "def read_otherwise("))
    found = in_process(Lane("base", build, tmp_path))
    lacking = {name for (name, _), value in found.items() if value is None}
    assert lacking == {"brief, 60 words", "brief, 4,000 chars"}
    assert {name for name, _ in found} - lacking == {"question", "compile"}
    assert all(value > 0 for value in found.values() if value is not None)
