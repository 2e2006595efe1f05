"""Parts of English sentences."""

import pytest

from knowledge.english import a, in_sentence, listed


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("backend developer", "a backend developer"),
        ("accountant", "an accountant"),
        ("PHP developer", "a PHP developer"),
        ("SRE", "an SRE"),
        ("UX designer", "a UX designer"),
        ("user researcher", "a user researcher"),
        ("API developer", "an API developer"),
    ],
)
def test_a_name_with_its_article(name: str, said: str) -> None:
    assert a(name) == said


def test_names_and_lists_within_a_sentence() -> None:
    assert [in_sentence(name) for name in ("Data analyst", "PHP developer")] == [
        "data analyst", "PHP developer",
    ]  # fmt: skip
    assert listed(["one"]) == "one"
    assert listed(["one", "two", "three"]) == "one, two and three"
    assert listed([]) == ""
