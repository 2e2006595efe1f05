"""RoleFit's own pack, and the same after an edit: a question, an option and an FAQ are gone."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.advice.rules import DONT_KNOW
from knowledge.packs.shipped import DEFAULT_PACK

Answers = dict[str, str]

QUESTIONNAIRE = Path("questionnaires") / "php-or-backend.yaml"
GONE_QUESTION = "partners"
GONE_OPTION = "main-work", "split-app"
RENAMED_FAQ = "schema-ownership", "schema-owner"


@dataclass(frozen=True)
class PackVersion:
    """A pack as people meet it: its options by question; `without` are keys that it lacks."""

    path: Path
    options: dict[str, set[str]]
    without: str

    def kept(self, answers: Answers) -> Answers:
        """Those answers that can be given in this version."""
        return {q: o for q, o in answers.items() if o in self.options.get(q, ())}


def before_the_edit() -> PackVersion:
    """The pack that RoleFit comes with."""
    return PackVersion(DEFAULT_PACK, _options(DEFAULT_PACK), f"faq/{RENAMED_FAQ[1]}")


def after_the_edit(folder: Path) -> PackVersion:
    """A copy of it in a new folder, edited."""
    shutil.copytree(DEFAULT_PACK, folder)
    file = folder / QUESTIONNAIRE
    questionnaire = yaml.safe_load(file.read_text())
    questionnaire["questions"] = [
        question
        | {"options": [option for option in question["options"] if _stays(question, option)]}
        for question in questionnaire["questions"]
        if question["id"] != GONE_QUESTION
    ]
    file.write_text(yaml.safe_dump(questionnaire, sort_keys=False, allow_unicode=True))
    old, new = RENAMED_FAQ
    for faqs in (folder / "faqs").glob("*.yaml"):
        faqs.write_text(faqs.read_text().replace(f"- id: {old}\n", f"- id: {new}\n"))
    return PackVersion(folder, _options(folder), f"faq/{old}")


def _stays(question: Any, option: Any) -> bool:
    return (question["id"], option["id"]) != GONE_OPTION


def _options(folder: Path) -> dict[str, set[str]]:
    """The options of each question, of the shared ones too, which stand last."""
    questions = yaml.safe_load((folder / QUESTIONNAIRE).read_text())["questions"]
    questions += yaml.safe_load((folder / "questions.yaml").read_text())
    return {q["id"]: {DONT_KNOW, *(option["id"] for option in q["options"])} for q in questions}
