"""What all tests share."""

import pytest
from hypothesis import HealthCheck, settings

from blocks.kinds import Kinds

pytest_plugins = ["tests.browsing"]  # the browser and the app in it

# The same examples each time, and no deadline: the first analysis in a process imports a second's worth of torch.
settings.register_profile(
    "repeatable", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def kinds() -> Kinds:
    """The catalogue's records, from torch in this process."""
    from blocks import catalogue

    return catalogue.kinds()
