"""What RoleFit says about itself, and about input that asks for something it does not have."""

from collections.abc import Sequence

from bot.slack.blocks import Block, escape, header, section
from knowledge.packs.models import Role

EXAMPLES = ("php vs backend", "who owns the database schema", "when to hire")


def build_help() -> list[Block]:
    """What can be asked; examples as buttons follow."""
    return [
        header("Ask RoleFit"),
        section(
            "Which role to open, and why. Every answer comes with its source. What you ask with "
            "`/rolefit`, only you see until you share it."
        ),
        section(
            "*Get advice*\n`/rolefit` alone opens a form of three short steps. Every question may "
            "stay open.\n`/rolefit advise` and a few sentences about the work: what they say is "
            "filled in, with the words that say it."
        ),
        section(
            "*Ask a question*\n`/rolefit who owns the database schema`, or by keywords: "
            "`/rolefit faq salary`"
        ),
        section(
            "*Compare two roles*\n`/rolefit php vs backend`, or with a topic: "
            "`/rolefit php vs backend responsibilities`"
        ),
        section(
            "*Look things up*\n"
            "`/rolefit php`: one role\n"
            "`/rolefit interview php`: what to ask candidates\n"
            "`/rolefit model`: in-house, outsourced, hourly and other ways\n"
            "`/rolefit sources`: where the answers come from\n"
            "`/rolefit privacy`: what is kept of you, and how to delete it"
        ),
        section(
            "*In a thread*\nSlash commands don't work there. Mention `@RoleFit` with your "
            "question: everyone in the channel sees the answer."
        ),
    ]


def build_delete_data() -> list[Block]:
    """What is kept (docs/privacy.md in short); the button that deletes it follows."""
    return [
        header("What RoleFit keeps"),
        section(
            "*Of you*: the answers that you last chose in the form, for 30 days, so that you can "
            "go on. Your votes on answers and your remarks on them, for a year.\n"
            "*Without your name*: questions that nothing answered, for 90 days.\n"
            "*Until it is posted*: what you share, or ask in a channel; for a day more, only that "
            "it was posted. Then it stays in its channel."
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


def build_form() -> list[Block]:
    """Says how a person is advised; the button that opens the form follows."""
    return [
        header("Which role fits?"),
        section(
            "Three short steps about the work, and you get a role with reasons. All questions are "
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
