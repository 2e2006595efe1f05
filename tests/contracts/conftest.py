"""What contracts are checked with."""

import pytest

from tests.contracts.typescript import TypeScript, install_typescript


@pytest.fixture(scope="session")
def typescript() -> TypeScript:
    """The compiler, beside Slack's types."""
    return install_typescript()
