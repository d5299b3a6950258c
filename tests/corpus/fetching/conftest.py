from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.corpus.fetching.mirror import Mirror, serving


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    made = Mirror()
    with serving(made):
        yield made
