"""What a report holds, and what it takes from outside: the day and the versions."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import UsageError
from toolkit.model import Evaluation, Finding, Score, Units
from toolkit.translations import _

if TYPE_CHECKING:
    from toolkit.quality import Comparison


@dataclass(frozen=True, slots=True)
class Translation:
    """One translation of all the units, or a reference.

    Attributes:
        name: what to call it; "" for the only one.
        texts: a string a unit, in their order.
        scores: figures of this translation, in the order shown.
        findings: what the checks noticed in it, each naming its unit by id.
    """

    name: str
    texts: tuple[str, ...]
    scores: tuple[Score, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class TermUse:
    """How a term of the glossary fared in one translation.

    Attributes:
        source: the term.
        targets: how it is to be rendered.
        system: the name of the translation.
        met: units whose source has the term.
        missed: ids of those of them whose translation has none of the renderings, or a banned one.
    """

    source: str
    targets: tuple[str, ...]
    system: str
    met: int
    missed: tuple[str, ...]


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
        name: what to call the translation in ``units``, where there are others beside it.
        others: further translations of the same units.
        references: translations to hold them against, in the order shown; their scores and findings are not.
        comparisons: the others beside the translation in ``units``, metric by metric.
        terms: how the glossary's terms fared; none without a glossary.
    """

    title: str
    units: Units
    findings: tuple[Finding, ...] = ()
    scores: tuple[Score, ...] = ()
    evaluation: Evaluation | None = None
    command: str = ""
    created: str = ""
    provenance: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    others: tuple[Translation, ...] = ()
    references: tuple[Translation, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    terms: tuple[TermUse, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "units", self.units.held())
        count = len(tuple(self.units))
        for each in (*self.others, *self.references):
            if len(each.texts) != count:
                raise ValueError(f"{each.name}: {len(each.texts)} texts for {count} units")

    @property
    def translations(self) -> tuple[Translation, ...]:
        """All translations that are judged, the one in ``units`` first."""
        targets = tuple(unit.target for unit in self.units)
        return (Translation(self.name, targets, self.scores, self.findings), *self.others)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all source and target strings in order: the same for the same content.

        Those of other translations and references follow, one after the other.
        """
        digest = hashlib.sha256()

        def take(text: str) -> None:
            data = text.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "big") + data)

        for unit in self.units:
            take(unit.source)
            take(unit.target)
        for each in (*self.others, *self.references):
            for text in each.texts:
                take(text)
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


def hashes(
    paths: Iterable[str | os.PathLike[str]] | Mapping[str, str | os.PathLike[str]],
) -> dict[str, str]:
    """SHA-256 of files, by "SHA-256, NAME"; what can be read only once (standard input, a pipe) is left out.

    Args:
        paths: the files, by what to call them if that is not the path.

    Raises:
        InputError: a file that cannot be read.
    """
    from toolkit.files import read_bytes

    named = paths if isinstance(paths, Mapping) else {os.fspath(path): path for path in paths}
    return {
        f"SHA-256, {name}": hashlib.sha256(read_bytes(path)).hexdigest()
        for name, path in named.items()
        if os.fspath(path) != "-" and not Path(path).is_fifo()
    }


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
