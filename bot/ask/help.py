"""What RoleFit says about itself, and about input that asks for something it does not have."""

from collections.abc import Sequence

from bot.slack.blocks import Block, escape, header, section
from knowledge.packs.models import Role
from knowledge.store import Store
from knowledge.text import normal

MOST_LOOKED_AT = 100  # FAQs, for the one with the shortest name
WHICH_ROLE = "Which role to open, and why."
ALWAYS = (
    "Every answer comes with its source. What you ask with `/rolefit`, only you see until you "
    "share it."
)
FORMS = (
    "*Get advice*\n`/rolefit` alone opens a form of a few short steps. All questions are "
    "optional.\n`/rolefit advise` and a few sentences about the work: what they say is filled "
    "in, with the words that say it.\n_Slight, moderate or strong_ is how firmly your answers "
    "point to a role. It isn't how sure the sources are."
)
ABOUT_US = (
    "`/rolefit sources`: where the answers come from",
    "`/rolefit privacy`: what is kept about you, and how to delete it",
)


def build_help(store: Store) -> list[Block]:
    """What can be asked of the packs that are there; examples as buttons follow."""
    welcome = [escape(about.welcome) for about in store.about]
    return [
        header("Ask RoleFit"),
        section("\n".join([*(welcome or [WHICH_ROLE]), ALWAYS])),
        *([section(FORMS)] if store.questionnaires else []),
        *_ask_a_question(store),
        *_compare(store),
        section("*Look things up*\n" + "\n".join(_look_up(store))),
        section(
            "*In a thread*\nSlash commands don't work there. Mention `@RoleFit` with your "
            "question: everyone in the channel sees the answer."
        ),
    ]


def _ask_a_question(store: Store) -> list[Block]:
    """A question of the packs, and one by keywords."""
    found = store.documents("faq", MOST_LOOKED_AT)
    if not found:
        return []
    questions = [one for one in store.examples if " " in one and " vs " not in one]
    asked = escape(next(iter(questions), normal(found[0].title)))
    label = min((document.label for document in found), key=len)
    by_keywords = f"or by keywords: `/rolefit faq {escape(normal(label))}`"
    return [section(f"*Ask a question*\n`/rolefit {asked}`, {by_keywords}")]


def _compare(store: Store) -> list[Block]:
    if not store.first_pair:
        return []
    first, second = (store.roles[role].aliases[0] for role in store.first_pair)
    topic = normal(next(iter(store.dimensions_of(*store.first_pair).values())).label)
    both = f"/rolefit {escape(first)} vs {escape(second)}"
    return [section(f"*Compare two roles*\n`{both}`, or with a topic: `{both} {escape(topic)}`")]


def _look_up(store: Store) -> list[str]:
    """The other commands that the packs have something for."""
    lines = []
    role = next(iter(store.interviews or store.roles), None)
    if role:
        name = escape(store.roles[role].aliases[0])
        lines.append(f"`/rolefit {name}`: one role")
        if role in store.interviews:
            lines.append(f"`/rolefit interview {name}`: what to ask candidates")
    if store.questionnaires:
        lines.append("`/rolefit kickoff`: one sheet to open the role with, from your last answers")
    if store.engagement:
        lines.append("`/rolefit model`: in-house, outsourced, hourly and other ways")
    return [*lines, *ABOUT_US]


def build_delete_data() -> list[Block]:
    """What is kept (docs/privacy.md in short); the button that deletes it follows."""
    return [
        header("What RoleFit keeps"),
        section(
            "*About you*: the answers that you last chose in the form, for 30 days, so that you "
            "can go on. Your votes on answers, your remarks on them, and that RoleFit has greeted "
            "you, for a year.\n"
            "*Without your name*: questions that nothing answered, for 90 days.\n"
            "What you share, or ask in a channel, is kept until it is posted. For one more day we "
            "keep only that it was posted. The post itself stays in its channel."
        ),
        section(
            "Briefs, job ads and all other questions are not kept. Nothing goes to another "
            "service. Whoever runs RoleFit here can read what is kept, and can give you a copy."
        ),
    ]


def build_deleted() -> list[Block]:
    """What happened."""
    return [section("Deleted. Nothing of yours is kept any more.")]


def build_about_person() -> list[Block]:
    """Says that people are not judged here, and what can be asked instead."""
    return [
        header("I advise on roles, not people"),
        section(
            "I don't rate or compare people, and I keep nothing of what you wrote. Ask about the "
            "work instead: what should the hire change in the next months?"
        ),
    ]


def build_unknown_role(name: str, roles: Sequence[Role]) -> list[Block]:
    """Says which name is no role of ours, and which are."""
    covered = escape(", ".join(role.name for role in roles))
    return [
        header("I don't cover that role"),
        section(f"My sources say nothing about “{escape(name)}” as a role. I cover: {covered}."),
    ]


def build_which_pair() -> list[Block]:
    """Asks between which roles a brief is to decide; a button for each pair follows."""
    return [
        header("Which roles is this about?"),
        section("Your text could be about either. What it says is filled in already."),
    ]


def build_form(forms: int = 1) -> list[Block]:
    """Says how a person is advised; the buttons that open the forms follow."""
    return [
        header("Which role fits?" if forms == 1 else "Which roles are you deciding between?"),
        section(
            "A few short steps about the work, and you get a role with reasons. All questions are "
            "optional. Or tell me in your own words: `/rolefit advise` and a few sentences."
        ),
    ]


def build_compare_with(role: Role) -> list[Block]:
    """Asks for the second role of a comparison; buttons follow."""
    return [header(f"Compare {escape(role.name)} with what?")]


def build_same_role(role: Role) -> list[Block]:
    """Says that a comparison needs two different roles."""
    return [
        header("That's one role twice"),
        section(f"Both names mean *{escape(role.name)}*. Name another role to compare it with."),
    ]
