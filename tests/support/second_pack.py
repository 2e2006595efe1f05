"""A pack about two further roles, to lay over the small pack or beside it."""

from typing import Any

from tests.support.packs import PackFolder
from tests.support.small_pack import OWNER, Item

BAKER = "bread-baker"
MILLER = "corn-miller"
QUESTIONNAIRE = "baker-or-miller"

SOURCE: Item = {
    "id": "almanac",
    "title": "Almanac of bread",
    "publisher": "Village Press",
    "interest": None,
    "published": "2025-04-01",
    "text": "Tells bakers and millers apart.",
    "sections": ["almanac#craft"],
    "separates_roles": ["almanac#craft"],
    "also_asked": ["bread almanac", "who printed the almanac", "almanac date"],
    **OWNER,
}
ROLES: list[Item] = [
    {
        "id": role,
        "name": name,
        "title": name,
        "aliases": [alias, f"{alias} wanted"],
        "text": text,
        "citations": ["almanac#craft"],
        "also_asked": [f"{alias} tasks", f"{alias} profile", f"what does a {alias} do all day"],
        **OWNER,
    }
    for role, name, alias, text in (
        (BAKER, "Bread baker", "baker", "Makes loaves overnight."),
        (MILLER, "Corn miller", "miller", "Grinds grain by the river."),
    )
]
DIMENSION: Item = {
    "id": "craft",
    "title": "Craft",
    "label": "Craft",
    "duties": True,
    "text": "What each role makes.",
    "citations": ["almanac#craft"],
    "also_asked": ["handicraft", "what they make", "their craft"],
    **OWNER,
    "aspects": [
        {
            "id": "product",
            "title": "Product",
            "roles": {
                BAKER: {"focus": "Loaves.", "practice": "Kneads."},
                MILLER: {"focus": "Flour.", "practice": "Grinds."},
            },
            "why": "Bread needs both.",
            "also_asked": ["loaves or flour", "what comes out", "produce"],
            "citations": ["almanac#craft"],
            **OWNER,
        }
    ],
}


def _option(name: str, role: str) -> Item:
    return {
        "id": name,
        "text": name.title(),
        "points": {role: 3},
        "because": {role: "The almanac says so."},
        "citations": ["almanac#craft"],
    }


def questionnaire(**fields: Any) -> Item:
    """Its questionnaire; the ids of its question and options are those of the small pack's."""
    question = {
        "id": "main-work",
        "step": 1,
        "kind": "work",
        "ask": "What has to be made?",
        "why": "It tells the two apart.",
        "options": [_option("inside", BAKER), _option("between", MILLER)],
    }
    return {
        "id": QUESTIONNAIRE,
        "label": "Baker or miller?",
        "roles": [BAKER, MILLER],
        "steps": ["The job"],
        "questions": [question],
        **fields,
    }


def write_second(pack: PackFolder, **fields: Any) -> PackFolder:
    """Write the whole pack, its questionnaire with other fields if given; it is clean where its
    sentences aren't trained on.
    """
    pack.write("sources", SOURCE)
    pack.write("roles/all", ROLES)
    pack.write("comparisons/craft", DIMENSION)
    pack.write(f"questionnaires/{QUESTIONNAIRE}", questionnaire(**fields))
    # what means one thing here means another in the small pack
    said = {
        "inside": ["Lay a pipe of dough", "Bake loaves"],
        "between": ["Paint the gate", "Grind"],
    }
    pack.write(
        "utterances/all",
        [{"question": "main-work", "option": one, "said_as": texts} for one, texts in said.items()]
        + [{"beside": "nothing", "said_as": ["One chair, no more", "Done within a week"]}],
    )
    words = {"groups": {"dough": ["pipe", "gate", "paint"]}, "speaks_for": {MILLER: ["paint"]}}
    pack.write("words", words)
    return pack
