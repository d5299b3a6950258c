"""What a report holds, and what it takes from outside: the day and the versions."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from toolkit.errors import UsageError
from toolkit.model import Evaluation, Finding, Score, Units
from toolkit.translations import _


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one report shows; the renderers add nothing to it, so equal reports give equal bytes.

    Attributes:
        title: the heading of the page.
        units: the translation units; lazy ones are held in memory.
        findings: what the checks noticed, each naming its unit by id.
        scores: figures with their signatures, in the order shown.
        evaluation: agreement with gold beads, whose indices count the segments of ``units`` in order.
        command: how the report was made, as typed; "" leaves it out.
        created: ISO date, see :func:`today`; "" leaves it out.
        provenance: names and values shown as they are: versions, hashes; see :func:`provenance`.
    """

    title: str
    units: Units
    findings: tuple[Finding, ...] = ()
    scores: tuple[Score, ...] = ()
    evaluation: Evaluation | None = None
    command: str = ""
    created: str = ""
    provenance: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "units", self.units.held())

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all source and target strings in order: the same for the same content."""
        digest = hashlib.sha256()
        for unit in self.units:
            for side in (unit.source, unit.target):
                data = side.encode("utf-8", "surrogatepass")
                digest.update(len(data).to_bytes(8, "big") + data)
        return digest.hexdigest()


def today() -> str:
    """Today's date in UTC, ISO 8601; the day of ``SOURCE_DATE_EPOCH`` where that is set.

    Source: https://reproducible-builds.org/specs/source-date-epoch/

    Raises:
        UsageError: ``SOURCE_DATE_EPOCH`` is not a number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return datetime.now(tz=UTC).date().isoformat()
    try:
        return datetime.fromtimestamp(int(epoch), tz=UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            _("SOURCE_DATE_EPOCH is '{epoch}'", epoch=epoch),
            _("set it to seconds since 1970-01-01 or leave it unset"),
        ) from None


def provenance(packages: tuple[str, ...] = ("bitext-toolkit", "sacrebleu")) -> dict[str, str]:
    """Versions of the installed packages that the figures depend on; those not installed are left out."""
    from importlib import metadata  # slow to import, and only reports need it

    versions: dict[str, str] = {}
    for package in packages:
        try:
            versions[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return versions
