"""Builds of RoleFit that are measured: this one, and that of any commit, made runnable."""

import io
import subprocess
import sys
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
REQUIREMENTS = Path("requirements") / "run.txt"


class RevisionError(Exception):
    """What was named is no commit that can be measured."""


@dataclass(frozen=True, slots=True)
class Build:
    """A tree of RoleFit's code, and a Python that has the libraries which it names."""

    name: str
    root: Path
    python: Path


THIS = Build("this build", ROOT, Path(sys.executable))


def check_out(revision: str, folder: Path, repository: Path = ROOT) -> Build:
    """A commit's build, named by its hash; all of it is in `folder`, nothing in the repository.

    It has an environment of its own if its requirements are not those of this build. Raises
    RevisionError for what can't be measured, RuntimeError if its libraries can't be installed.
    """
    commit = _resolve(revision, repository)
    root = folder / "tree"
    _extract(commit, root, repository)
    requirements = root / REQUIREMENTS
    if not requirements.is_file() or not (root / "bot" / "__main__.py").is_file():
        raise RevisionError(f"{commit} has no {REQUIREMENTS} or no bot to run: name a later commit")
    python = THIS.python
    if requirements.read_bytes() != (ROOT / REQUIREMENTS).read_bytes():
        python = _install(commit, root, folder / "environment")
    return Build(commit, root, python)


def beside(base: Build, folder: Path) -> Build:
    """This build as the other one is run: where that has its own libraries alone, so has this one,
    without those of the tests (with numpy among them, sqlite-utils takes longer to import).
    """
    if base.python == THIS.python:
        return THIS
    return replace(THIS, python=_install(THIS.name, ROOT, folder / "environment"))


def _resolve(revision: str, repository: Path) -> str:
    found = subprocess.run(
        ["git", "rev-parse", "--verify", "--quiet", "--short=7", "--end-of-options",
         f"{revision}^{{commit}}"],
        cwd=repository, capture_output=True, text=True,
    )  # fmt: skip
    if found.returncode:
        raise RevisionError(f"{revision!r} is no commit of this repository: `git log` names them")
    return found.stdout.strip()


def _extract(commit: str, root: Path, repository: Path) -> None:
    packed = subprocess.run(
        ["git", "archive", "--format=zip", commit], cwd=repository, capture_output=True, check=True
    )
    with zipfile.ZipFile(io.BytesIO(packed.stdout)) as archive:
        archive.extractall(root)


def _install(name: str, root: Path, environment: Path) -> Path:
    """The Python of a new environment, installed as the Makefile does it."""
    uv, python = THIS.python.with_name("uv"), environment / "bin" / "python"
    into = ("pip", "install", "--python", python)
    steps = (
        ("venv", "--python", THIS.python, environment),
        (*into, "--compile-bytecode", "--require-hashes", "-r", root / REQUIREMENTS),
        (*into, "--no-deps", "--no-build-isolation", "--editable", root),
    )
    for step in steps:
        if subprocess.run([uv, *step], capture_output=True).returncode:
            raise RuntimeError(
                f"the libraries of {name} can't be installed;"
                " `make .venv/.run-installed` in a checkout of it says why"
            )
    return python
