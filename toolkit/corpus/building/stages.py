"""The stages of one pair of documents, each kept under the hash of all it depends on."""

from __future__ import annotations

import hashlib
import io
import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from toolkit.corpus.building.agreed import Agreed
from toolkit.corpus.building.disk import Disk, LocalDisk
from toolkit.corpus.building.lined import line_by_line
from toolkit.corpus.building.recipe import Recipe, segmentation_facts
from toolkit.corpus.building.store import Store, key
from toolkit.corpus.building.tasks import Failure, Side, Task
from toolkit.errors import BitextError, InputError, OutputError
from toolkit.files import input_error
from toolkit.model import Document, Finding, Kind, Segment, Severity, Unit, Units
from toolkit.translations import _, english
from toolkit.version import __version__

STAGES = ("segmented", "aligned", "checked", "selected")
_RANKS = {"none": 9, "error": 2, "warning": 1}
_SEVERITIES = {Severity.ERROR: 2, Severity.WARNING: 1, Severity.INFO: 0}


@dataclass(slots=True)
class Done:
    """What became of one pair.

    Attributes:
        failure: why it was set aside; ``None`` where all went well.
        seconds: of work, by stage; of stages that were done before, nothing.
        keys: of the entries of the store that it is made of.
        units: how many stay.
        facts: counts of what was seen and left out: ``beads``, ``drops``, ``findings``, ``words``.
    """

    failure: Failure | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    units: int = 0
    facts: dict[str, dict[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Selected:
    """What a pair gives to the corpus: JSONL lines of the units that stay, and what is to be said of them.

    Attributes:
        lines: one a unit.
        findings: one a finding on a unit that stays; ``unit`` says on which.
        units: how many lines there are.
        facts: as those of :class:`Done`.
    """

    lines: bytes
    findings: bytes
    units: int
    facts: dict[str, dict[str, int]]

    @classmethod
    def of(cls, data: bytes) -> Selected:
        """From an entry of the store."""
        head, _line, rest = data.partition(b"\n")
        facts = json.loads(head)
        size = facts.pop("size")
        return cls(rest[:size], rest[size:], facts.pop("kept"), facts)


class Pipeline:
    """Runs the stages of pairs; light enough to be sent to another process.

    Args:
        recipe: what is to be done.
        work: the folder of the store.
        disk: how to reach documents and store.
        agreed: which checks look at a pair, their terms in the store; those of the recipe without terms if
            ``None``.
    """

    def __init__(
        self, recipe: Recipe, work: Path, disk: Disk | None = None, agreed: Agreed | None = None
    ) -> None:
        self.recipe, self.work, self.disk = recipe, work, disk or LocalDisk()
        self.agreed = agreed or Agreed(recipe.configuration)

    def __call__(self, task: Task) -> Done:
        """All stages of one pair. What is wrong with its documents is told, not raised.

        Raises:
            OutputError: the work folder takes no more; that would stop every other pair as well.
        """
        run = self._run(task)
        try:
            run.tell(run.selected())
        except OutputError:
            raise
        except MemoryError:
            run.fail(_("takes more memory than there is"))
        except BitextError as error:
            run.fail(_reason(error))
        except Exception as error:  # whatever it is, it concerns this pair and no other
            run.fail(f"{type(error).__name__}: {error}")
        return run.done

    def key(self, task: Task) -> str:
        """Of the entry ``selected``, which :meth:`Selected.of` reads: what a pair gives to the corpus."""
        return self._run(task).selected_key()

    def _run(self, task: Task) -> _Run:
        return _Run(self.recipe, self.agreed, Store(self.work, self.disk), task)


class EmbeddingPipeline(Pipeline):
    """A pipeline with a model, which takes longer to load than to encode a short document."""

    def prepare(self) -> None:
        """Load the model; where there is none, every pair will say so."""
        from toolkit.align.embedding import available, provider

        for name in available()[:1]:
            with suppress(BitextError):
                provider(name).encode(["."])


def pipeline(recipe: Recipe, work: Path, disk: Disk, agreed: Agreed) -> Pipeline:
    """The pipeline for a recipe."""
    return (EmbeddingPipeline if recipe.method == "embedding" else Pipeline)(recipe, work, disk, agreed)


class _Run:
    """One pair on its way through the stages. A stage is run only where its result is not there yet."""

    def __init__(self, recipe: Recipe, agreed: Agreed, store: Store, task: Task) -> None:
        self.recipe, self.agreed, self.store, self.task = recipe, agreed, store, task
        self.done = Done()
        self.stage = "read"
        self.contents: dict[str, bytes] = {}

    def fail(self, reason: str) -> None:
        task = self.task
        self.done.failure = Failure(
            task.corpus, task.source.file, task.target.file, self.stage, english(reason)
        )

    def tell(self, selected: Selected) -> None:
        self.done.units, self.done.facts = selected.units, selected.facts

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        before, outer, self.stage = time.perf_counter(), self.stage, stage
        yield
        self.stage = outer
        self.done.seconds[stage] = self.done.seconds.get(stage, 0.0) + time.perf_counter() - before

    def kept(self, stage: str, name: str) -> bytes | None:
        self.done.keys.append(name)
        return self.store.get(stage, name)

    # ── read, segment ───────────────────────────────────────────────────────────────────────────────────────

    def content(self, side: Side) -> bytes:
        """The bytes of a document, which have to be those the manifest means."""
        if side.file not in self.contents:
            self.contents[side.file] = self.read(side.path, side.file, side.sha256)
        return self.contents[side.file]

    def read(self, path: Path, name: str, sha256: str) -> bytes:
        with self.timed("read"):
            try:
                data = self.store.disk.read(path)
            except OSError as error:
                raise input_error(name, error) from None
            if hashlib.sha256(data).hexdigest() != sha256:
                raise InputError(_("changed since the manifest was written"), path=name)
        return data

    def segmented_key(self, side: Side) -> str:
        from toolkit.readers import format_of

        form = "lines" if side.lines else format_of(side.file)
        own = {} if side.lines else segmentation_facts(self.recipe.segmentation)
        return key("segmented", __version__, side.sha256, side.language, form, *([own] if own else []))

    def segmented(self, side: Side) -> Document:
        from toolkit.readers import format_of, parse, parse_lines
        from toolkit.segment import segment

        if side.lines:
            with self.timed("read"):
                return parse_lines(self.content(side), side.language, name=side.file)
        with self.timed("read"):
            document = parse(self.content(side), side.language, name=side.file, format=format_of(side.file))
        name = self.segmented_key(side)
        data = self.kept("segmented", name)
        if data is not None:
            rows = json.loads(data)
            return document.with_segments(Segment(s, e, Kind(k), rule, b) for s, e, k, rule, b in rows)
        with self.timed("segment"):
            document = segment(document, options=self.recipe.segmentation)
            rows = [[s.start, s.end, s.kind, s.rule, s.block] for s in document.segments]
            self.store.put("segmented", name, _json(rows))
        return document

    # ── align, check, select ────────────────────────────────────────────────────────────────────────────────

    def aligned_key(self) -> str:
        target = self.task.target
        sides = [[side.file, self.segmented_key(side)] for side in (self.task.source, target)]
        given = [target.lines, target.ids_sha256] if target.lines == "pairs" else []
        return key("aligned", self.task.corpus, self.recipe.method, sides, *given)

    def aligned(self) -> bytes:
        """The units as JSONL, numbered through the document."""
        from toolkit.align import align

        name = self.aligned_key()
        data = self.kept("aligned", name)
        if data is not None:
            return data
        source, target = self.segmented(self.task.source), self.segmented(self.task.target)
        if self.task.target.lines == "pairs":
            units = line_by_line(self.task, source, target, self.ids())
            with self.timed("align"):
                return self.store.put("aligned", name, _jsonl(units))
        with self.timed("align"):
            units = align(source, target, method=self.recipe.method).units()
            first = f"{self.task.corpus}/{self.task.source.file}#"
            numbered = replace(units, units=(replace(unit, id=first + unit.id) for unit in units))
            return self.store.put("aligned", name, _jsonl(numbered))

    def ids(self) -> list[str]:
        """Those the manifest has for pairs of lines; none if it names none."""
        target = self.task.target
        if target.ids is None:
            return []
        return self.read(target.ids, target.ids.name, target.ids_sha256).decode("utf-8").splitlines()

    def checked_key(self) -> str:
        return key("checked", self.aligned_key(), *self.agreed.facts(self.task))

    def checked(self, units: Units) -> bytes:
        """The findings as JSONL."""
        from toolkit.quality.checking import run

        name = self.checked_key()
        data = self.kept("checked", name)
        if data is not None:
            return data
        with self.timed("check"):
            findings = run(units, self.agreed.setup(self.task, self.store))
            return self.store.put("checked", name, b"".join(_json(_row(each)) + b"\n" for each in findings))

    def selected_key(self) -> str:
        return key("selected", self.checked_key(), self.recipe.least_confidence, self.recipe.drop)

    def selected(self) -> Selected:
        """The units that stay, as JSONL, and counts of what was seen and left out."""
        for side in (self.task.source, self.task.target):
            self.content(side)
        name = self.selected_key()
        data = self.kept("selected", name)
        if data is None:
            data = self.store.put("selected", name, self.select())
        else:
            self.done.keys += [self.aligned_key(), self.checked_key()]
            self.done.keys += [self.segmented_key(side) for side in (self.task.source, self.task.target)]
        return Selected.of(data)

    def select(self) -> bytes:
        from toolkit.formats.contract import Context
        from toolkit.formats.jsonl import FORMAT
        from toolkit.text.words import words

        assert FORMAT.read is not None
        units = FORMAT.read(io.BytesIO(self.aligned()), Context(*self.task.languages)).held()
        found = self.checked(units)
        with self.timed("select"):
            findings = [json.loads(line) for line in found.splitlines()]
            bad: dict[str, str] = {}
            for row in findings:
                if _SEVERITIES[Severity(row["severity"])] >= _RANKS[self.recipe.drop]:
                    bad.setdefault(row["unit"], row["check"])
            drops: Counter[str] = Counter()
            sizes: Counter[str] = Counter()
            beads: Counter[str] = Counter()
            stay: list[Unit] = []
            for unit in units:
                beads[unit.type] += 1
                why = self.why_not(unit, bad)
                if why:
                    drops[why] += 1
                    continue
                stay.append(unit)
                sizes["source"] += len(words(unit.source))
                sizes["target"] += len(words(unit.target))
            lines = _jsonl(replace(units, units=tuple(stay)))
            ids = {unit.id for unit in stay}
            kept = b"".join(_json(row) + b"\n" for row in findings if row["unit"] in ids)
            checks = Counter(row["check"] for row in findings)
        facts = {
            "kept": len(stay),
            "size": len(lines),
            "beads": dict(sorted(beads.items())),
            "drops": dict(sorted(drops.items())),
            "findings": dict(sorted(checks.items())),
            "words": dict(sorted(sizes.items())),
        }
        return _json(facts) + b"\n" + lines + kept

    def why_not(self, unit: Unit, bad: dict[str, str]) -> str:
        """The reason to leave a unit out, "" to keep it."""
        if not unit.source.strip() or not unit.target.strip():
            return "one side is empty"
        if unit.confidence is not None and unit.confidence < self.recipe.least_confidence:
            return f"confidence below {self.recipe.least_confidence:g}"
        return f"check {bad[unit.id]}" if unit.id in bad else ""


def _jsonl(units: Units) -> bytes:
    from toolkit.formats import dump

    stream = io.BytesIO()
    dump(units, stream, "jsonl")
    return stream.getvalue()


def _json(value: object) -> bytes:
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return said.encode("utf-8", "replace")


def _row(finding: Finding) -> dict[str, Any]:
    row = {name: value for name, value in asdict(finding).items() if value not in (None, (), "")}
    return row | {"severity": str(finding.severity), "message": english(finding.message)}


def _reason(error: BitextError) -> str:
    """What is wrong, without the place of the corpus on this machine."""
    where = f"line {error.line}: " if error.line is not None else ""
    at = f" (byte {error.offset})" if error.offset is not None else ""
    name = Path(error.path).name + ": " if error.path else ""
    return f"{name}{where}{english(error.problem)}{at}"
