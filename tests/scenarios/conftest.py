"""Whatever happens between a person and RoleFit is tried over both ways that lead to it.

A test that is about one of them says so: `over_http`, `over_sockets` (tests/support/app.py).
"""

import pytest


@pytest.fixture(params=["http", "socket"])
def transport(request: pytest.FixtureRequest) -> str:
    """How Slack reaches the app."""
    return str(request.param)
