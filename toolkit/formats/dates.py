"""The date written into files: the clock's, or a given one, so that the same input gives the same bytes."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from toolkit.errors import UsageError
from toolkit.translations import _


def now() -> datetime:
    """The present in UTC; the moment ``SOURCE_DATE_EPOCH`` names where that variable is set.

    Source: reproducible-builds.org, "SOURCE_DATE_EPOCH specification": seconds since 1970 as an integer.

    Raises:
        UsageError: the variable is set to something else.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(given), UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            _("SOURCE_DATE_EPOCH is '{given}'", given=given),
            _("set it to whole seconds since 1970, or unset it"),
        ) from None
