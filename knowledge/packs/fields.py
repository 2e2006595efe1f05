"""What the models of a pack are made of: kinds of text, and how strict they are."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Slug = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=45)
]  # three fit into an option
SectionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+#[a-z0-9-]+(/[a-z0-9-]+)?$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=150, pattern=r"^[^\n]+$")]
Label = Annotated[str, StringConstraints(min_length=1, max_length=30, pattern=r"^[^\n]+$")]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=1500)]
Cell = Annotated[str, StringConstraints(min_length=1, max_length=600)]
Utterance = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=r"^[^\n]+$")]


class PackModel(BaseModel):
    """Strict about keys, so that a misspelt one is an error and not silence."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        str_strip_whitespace=True,
        defer_build=True,  # until it is needed: a server reads half of the models, and from a store
    )
