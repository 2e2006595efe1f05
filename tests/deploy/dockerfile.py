"""The image's Dockerfile, read into stages of instructions."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from tests.support.app import REPOSITORY

DOCKERFILE = REPOSITORY / "deploy" / "Dockerfile"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: its base and name, and each instruction with its arguments, in order."""

    base: str
    name: str
    instructions: list[tuple[str, str]] = field(default_factory=list)

    def of(self, instruction: str) -> list[str]:
        """The arguments of all instructions of one kind."""
        return [arguments for kind, arguments in self.instructions if kind == instruction]

    def exec_form(self, instruction: str) -> list[str]:
        """The command of an instruction that is written as a list."""
        [arguments] = self.of(instruction)
        command: Any = json.loads(arguments[arguments.index("[") :])
        assert isinstance(command, list)
        return command


def read_stages() -> list[Stage]:
    """The stages of deploy/Dockerfile."""
    lines = [line for line in DOCKERFILE.read_text().splitlines() if not line.startswith("#")]
    text = re.sub(r"\\\n\s*", "", "\n".join(lines))
    stages: list[Stage] = []
    for line in filter(None, text.splitlines()):
        kind, _, arguments = line.partition(" ")
        if kind == "FROM":
            base, _, name = arguments.partition(" AS ")
            stages.append(Stage(base, name))
        else:
            stages[-1].instructions.append((kind, arguments))
    return stages
