"""The image's Dockerfile, read into stages of instructions."""

import json
import re
from dataclasses import dataclass, field

from tests.support.app import REPOSITORY

DOCKERFILE = REPOSITORY / "deploy" / "Dockerfile"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: what it stands on, and the arguments of each instruction, in order."""

    base: str
    instructions: list[tuple[str, str]] = field(default_factory=list)

    def arguments(self, instruction: str) -> list[str]:
        """What stands behind each instruction of one kind."""
        return [arguments for kind, arguments in self.instructions if kind == instruction]

    def command(self, instruction: str) -> list[str]:
        """The one command of an instruction in exec form. Raises ValueError where it is not."""
        [arguments] = self.arguments(instruction)
        return list(map(str, json.loads(arguments[arguments.index("[") :])))


def read_stages() -> list[Stage]:
    """The stages of deploy/Dockerfile."""
    lines = [line for line in DOCKERFILE.read_text().splitlines() if not line.startswith("#")]
    stages: list[Stage] = []
    for line in filter(None, re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines()):
        kind, _, arguments = line.partition(" ")
        if kind == "FROM":
            stages.append(Stage(arguments.partition(" AS ")[0]))
        else:
            stages[-1].instructions.append((kind, arguments))
    return stages
