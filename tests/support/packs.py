"""A folder to write packs into (without anything else, the small pack), and what a pack says."""

from collections.abc import Iterable
from pathlib import Path

import yaml

from knowledge.store import Store
from tests.support.small_pack import (
    ABOUT,
    DIMENSIONS,
    ENGAGEMENT,
    FAQS,
    INTERVIEWS,
    ROLES,
    SOURCES,
    SYNONYMS,
    UNCOVERED,
    Item,
)


class PackFolder:
    """A pack on disk that a test may write, break and mend."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, data: object) -> Path:
        """Write a part (`faqs/more`) as YAML."""
        return self.write_text(name, yaml.safe_dump(data, sort_keys=False, allow_unicode=True))

    def write_text(self, name: str, text: str | bytes) -> Path:
        """Write a part as it stands, replacing it at once."""
        file = self.path / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(".draft")
        draft.write_bytes(text.encode() if isinstance(text, str) else text)
        draft.replace(file)
        return file

    def write_all(
        self,
        *,
        about: Item = ABOUT,
        sources: Iterable[Item] = SOURCES,
        roles: Iterable[Item] = ROLES,
        dimensions: Iterable[Item] = DIMENSIONS,
        faqs: Iterable[Item] = FAQS,
        engagement: Iterable[Item] = ENGAGEMENT,
        interviews: Iterable[Item] = INTERVIEWS,
        uncovered: Iterable[Item] = UNCOVERED,
        synonyms: Item = SYNONYMS,
    ) -> "PackFolder":
        """Write a whole pack; the small one where nothing else is given."""
        self.write("pack", about)
        self.write("sources", list(sources))
        for role in roles:
            self.write(f"roles/{role['id']}", role)
        for dimension in dimensions:
            self.write(f"comparisons/{dimension['id']}", dimension)
        self.write("faqs/all", list(faqs))
        for model in engagement:
            self.write(f"engagement/{model['id']}", model)
        for kit in interviews:
            self.write(f"interview/{kit['id']}", kit)
        self.write("uncovered/all", list(uncovered))
        self.write("synonyms", synonyms)
        return self

    def edit_faq(self, faq_id: str, **changes: object) -> None:
        """Change fields of one FAQ of the small pack."""
        edited = [faq | changes if faq["id"] == faq_id else faq for faq in FAQS]
        self.write("faqs/all", edited)


def text_of(store: Store, key: str) -> str:
    """What an entry says."""
    document = store.get(key)
    assert document is not None
    return document.text
