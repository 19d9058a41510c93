"""The months of the sample whose numbers are worked out a second time, before the merger of July 2025 and after."""

import pytest

from adoption.facts import AsOf
from tests.numbers.oracle import Oracle
from tests.sample import filled

LOADED = (
    *("2024/01", "2024/02", "2024/03", "2024/04", "2024/05", "2024/06", "2025/03", "2025/04", "2025/07"),
    "2025/08/Bảng thống kê tiếp nhận hồ sơ trực tuyến các sở",
    *("2025/12", "2026/01", "2026/02", "2026/03", "2026/04", "2026/05"),
)
"""Six months up to June 2024 and to May 2026; April 2025 with the year before; the first month of the new communes.

Of August 2025 the departments' services alone: too few for a figure of the province.
"""


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    """Fill a store and ask it as pages do: as of its last event, so that what is asked again is remembered."""
    kept = filled(tmp_path_factory.mktemp("numbers"), *LOADED)
    return AsOf(kept, kept.version)


@pytest.fixture(scope="session")
def oracle(store):
    return Oracle(store)
