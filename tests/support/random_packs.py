"""Packs made by chance: any roles, any parts, and every one valid."""

import random
from pathlib import Path
from typing import Any

from tests.support.packs import PackFolder
from tests.support.random_questionnaires import Pair, RandomQuestionnaires
from tests.support.random_words import RandomWords
from tests.support.small_pack import OWNER, Item

MOST_SECTIONS = 3  # that one entry cites


class RandomPack:
    """A pack in the making: what its parts share, and the parts made so far by their file."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words = RandomWords(self.chance)
        self.parts: dict[str, object] = {}
        self.cited: set[str] = set()
        self.sources = [self._source() for _ in range(self.chance.randint(1, 3))]
        self.sections = [one for source in self.sources for one in source["sections"]]
        self.separating = [one for source in self.sources for one in source["separates_roles"]]

    def write(self, folder: Path) -> PackFolder:
        """Make all parts and write them; some may be left out."""
        few = self.chance.randint
        roles = self._roles(self.chance.choice([0, 1, 2, 2, 3, 4, 5]))
        models = [self._engagement() for _ in range(few(0, 4))]
        ids = [role["id"] for role in roles]
        pairs = self._pairs(roles)
        self.put("roles/all", roles)
        self.put("comparisons/all", self._dimensions(ids, pairs))
        self.put("engagement/all", models)
        kits = [self._kit(role) for role in self.some(ids)]
        self.put("interview/all", kits)
        self.put("faqs/all", [self._told() for _ in range(few(0, 12))])
        self.put("topics/all", [self._told() for _ in range(few(0, 5))])
        self.put("uncovered/all", [self._uncovered() for _ in range(few(0, 3))])
        self._about()
        offered = [model["id"] for model in models]
        asked = RandomQuestionnaires(self.chance, self.words, self.separating, offered)
        self.parts |= asked.parts(pairs, ids)
        for source in self.sources:
            source["uncited"] = {
                section: self.words.line() for section in source["sections"]
                if section not in self.cited
            }  # fmt: skip
        self.put("sources", self.sources)
        self._meet(kits)
        pack = PackFolder(folder)
        for name, part in self.parts.items():
            pack.write(name, part)
        return pack

    def put(self, name: str, items: list[Item]) -> None:
        """A part, if there is anything in it."""
        if items:
            self.parts[name] = items

    def some(self, of: list[str], least: int = 0) -> list[str]:
        """So many of these at least, in any order."""
        return self.chance.sample(of, self.chance.randint(min(least, len(of)), len(of)))

    def cite(self, among: list[str] | None = None) -> list[str]:
        """One to three sections."""
        given = self.some(among or self.sections, 1)[:MOST_SECTIONS]
        self.cited |= {*given}
        return given

    def entry(self, among: list[str] | None = None, **fields: object) -> Item:
        """What every entry has."""
        made: Item = {
            "id": self.words.slug(),
            "title": self.words.wording(),
            "also_asked": [self.words.wording() for _ in range(self.chance.randint(3, 5))],
            **OWNER,
        }
        basis = self.chance.choice(["sourced", "sourced", "rule", "editor_note"])
        made |= {"citations": self.cite(among)} if basis == "sourced" or among else {"basis": basis}
        if self.chance.random() < 0.4:
            made["keywords"] = self.words.some(3)
        if self.chance.random() < 0.3:
            made["label"] = self.words.label()
        if self.chance.random() < 0.2:
            made["notes"] = [{"text": self.words.prose(), "dated": "2026-01-31"}]
        return made | fields

    def _source(self) -> Item:
        name = self.words.slug()
        sections = [f"{name}#{self.words.slug()}" for _ in range(self.chance.randint(1, 5))]
        return {
            "id": name,
            "title": self.words.wording(),
            "publisher": self.chance.choice([None, self.words.line()]),
            "interest": self.chance.choice([None, self.words.line()]),
            "published": self.chance.choice([None, "2024-05-06"]),
            "text": self.words.prose(),
            "sections": sections,
            "separates_roles": sections[: self.chance.randint(1, len(sections))],
            "also_asked": [self.words.wording() for _ in range(3)],
            **OWNER,
        }

    def _roles(self, count: int) -> list[Item]:
        made: list[Item] = []
        for _ in range(count):
            role = self.entry(name=self.words.label(), text=self.words.prose())
            role["aliases"] = [self.words.wording() for _ in range(self.chance.randint(1, 3))]
            if self.chance.random() < 0.5:
                role["chosen_if"] = self._statement(self.separating)
            if made and self.chance.random() < 0.4:
                role["is_a"] = self.chance.choice(made)["id"]
            if self.chance.random() < 0.3:
                role["position"] = self.chance.randint(1, 9)
            made.append(role)
        return made

    def _pairs(self, roles: list[Item]) -> list[Pair]:
        """Pairs of roles for questionnaires, the one that is a kind of the other first."""
        pairs: list[Pair] = []
        for _ in range(self.chance.choice([0, 1, 1, 2, 3]) if len(roles) > 1 else 0):
            first, second = self.chance.sample(roles, 2)
            if second.get("is_a") == first["id"]:
                first, second = second, first
            pairs.append((first["id"], second["id"]))
        return pairs

    def _dimensions(self, roles: list[str], pairs: list[Pair]) -> list[Item]:
        """Comparisons; one at least tells the duties of every pair."""
        if len(roles) < 2:
            return []
        made = [self._dimension([self.some(roles, 2)]) for _ in range(self.chance.randint(0, 3))]
        if pairs:
            made.append(self._dimension([list(pair) for pair in pairs]) | {"duties": True})
        return made

    def _dimension(self, compared: list[list[str]]) -> Item:
        aspects = [self._aspect(roles) for roles in compared]
        label = self.words.label()
        return self.entry(self.separating, label=label, text=self.words.prose(), aspects=aspects)

    def _aspect(self, roles: list[str]) -> Item:
        told = {
            role: {"focus": self.words.sentence(), "practice": self.words.sentence()}
            for role in roles
        }
        return self.entry(self.separating, roles=told, why=self.words.sentence())

    def _told(self) -> Item:
        return self.entry(text=self.words.prose())

    def _statement(self, among: list[str] | None = None) -> Item:
        text = self.words.sentence()
        return {"text": self.words.clause() if among else text, "citations": self.cite(among)}

    def _engagement(self) -> Item:
        when = [self._statement() for _ in range(self.chance.randint(1, 2))]
        when_not = [self._statement() for _ in range(self.chance.randint(0, 2))]
        label = self.words.label()
        text = self.words.prose()
        gains = [self._statement() for _ in range(self.chance.randint(0, 2))]
        return self.entry(label=label, text=text, gains=gains, when=when, when_not=when_not)

    def _kit(self, role: str) -> Item:
        probes = [
            {
                "topic": self.words.line(),
                "probe": self.words.sentence(),
                "strong": self.words.sentence(),
                "citations": self.cite(),
            }
            for _ in range(self.chance.randint(1, 9))
        ]
        for probe in self.chance.sample(probes, self.chance.randint(0, len(probes))):
            probe["asks"] = self.words.sentence()
        label = self.words.label()
        return self.entry(label=label, role=role, text=self.words.prose(), probes=probes)

    def _meet(self, kits: list[Item]) -> None:
        """Some probes go with answers to one of the questionnaires."""
        forms: list[Any] = [part for name, part in self.parts.items() if "questionnaires/" in name]
        asked = [question for form in forms for question in form["questions"]]
        for probe in (probe for kit in kits for probe in kit["probes"] if asked):
            for question in self.chance.sample(asked, self.chance.randint(0, min(2, len(asked)))):
                options = self.some([option["id"] for option in question["options"]], 1)
                probe.setdefault("meets", {})[question["id"]] = options

    def _uncovered(self) -> Item:
        made = self.entry(is_gap=self.chance.random() < 0.7, is_role=self.chance.random() < 0.5)
        said = self.chance.sample(["says", "instead"], self.chance.randint(0, 2))
        return made | {name: self.words.sentence() for name in said}

    def _about(self) -> None:
        """What the pack says of itself, and its synonyms."""
        if self.chance.random() < 0.5:
            examples = [self.words.wording() for _ in range(self.chance.randint(1, 3))]
            about = {"name": self.words.label(), "examples": examples}
            self.parts["pack"] = about | {"welcome": self.words.sentence()}
        if self.chance.random() < 0.5:
            groups = [self.words.some(4) for _ in range(self.chance.randint(1, 3))]
            self.parts["synonyms"] = {"groups": groups}


def write_random_pack(folder: Path, seed: int) -> PackFolder:
    """Write the pack of a seed into a folder."""
    return RandomPack(seed).write(folder)
