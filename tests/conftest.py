"""What all tests share."""

import pytest

from blocks.kinds import Kinds


@pytest.fixture(scope="session")
def kinds() -> Kinds:
    """The catalogue's records, from torch in this process."""
    from blocks import catalogue

    return catalogue.kinds()
