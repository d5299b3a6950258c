"""From two segmented documents to beads: align, learn from the alignment, align again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from toolkit.align import coarse, moved, square
from toolkit.align.band import Band, Part, parts
from toolkit.align.decode import decode
from toolkit.align.evidence import lexicon, seeds, translation
from toolkit.align.evidence.borders import BorderModel
from toolkit.align.evidence.closing import ClosingModel
from toolkit.align.evidence.dictionary import Dictionary
from toolkit.align.evidence.length import LengthModel
from toolkit.align.evidence.structure import StructureModel
from toolkit.align.evidence.translation import Table
from toolkit.align.fixed import Pin
from toolkit.align.likely import Likely
from toolkit.align.options import WORDS, Evidence, Options
from toolkit.align.priors import Priors
from toolkit.align.profile import Floats, Profile
from toolkit.align.search import Extent, Gap, Lattice, Step, context

if TYPE_CHECKING:
    from toolkit.align.evidence.meaning import MeaningModel

Progress = Callable[[int, int], None]

_PART = 4096
"""Segments that are looked at together; memory grows with this, not with the documents."""
_ROUNDS = 4
"""Rounds of aligning and learning."""
_LONG = 1000
"""Segments from which a document teaches its words in a round less."""
_ROUNDS_WITH_DICTIONARY = 2
"""Rounds where a dictionary knows what the document would have to teach."""
_ENOUGH_TO_LEARN = 200
"""Segments of a document that adds to a dictionary what it lacks in a single round."""
_SETTLED = 0.01
"""Change of a bead's probability by which no further round is worth its while."""
_UNLIKELY = 1e-4
"""Probability of a node that later rounds do without."""
_TEACHES = 0.1
"""Probability of a bead from which anything is learned: many unlikely ones would teach the unlikely."""
_MARGIN = 2
"""Columns that later rounds look at on either side of the likely ones."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """An alignment of two profiles: its steps and the probability of each [steps]."""

    steps: list[Step]
    trust: Floats
    moved: tuple[tuple[int, int, int, int, float], ...] = ()
    """Passages (source from, to; target from, to; share in likely beads) that stand in another order."""


@dataclass(frozen=True, slots=True)
class Model:
    """What is believed about this pair of documents before a round."""

    priors: Priors
    lengths: LengthModel
    closings: ClosingModel
    borders: BorderModel
    structure: StructureModel
    tables: tuple[Table, Table]


class Aligner:
    """Aligns one pair of profiles."""

    def __init__(
        self,
        source: Profile,
        target: Profile,
        options: Options,
        evidence: frozenset[Evidence],
        dictionary: Dictionary | None = None,
        pins: Sequence[Pin] = (),
        meaning: MeaningModel | None = None,
    ) -> None:
        self.source, self.target, self.options, self.evidence = source, target, options, evidence
        known = list(dictionary.pairs(source.vocabulary, target.vocabulary)) if dictionary else []
        self.known = bool(known)
        self.pins, self.meaning = pins, meaning
        self.seeds = seeds.seed(source.vocabulary, target.vocabulary, evidence, known)

    def run(self, progress: Progress | None = None) -> Aligned:
        """Rounds of aligning and learning; the last alignment."""
        source, target = self.source, self.target
        rows, columns = len(source), len(target)
        learning = Evidence.LEXICON in self.evidence
        enough = _ROUNDS if rows < _LONG else _ROUNDS - 1
        if self.known and rows >= _ENOUGH_TO_LEARN:
            enough = _ROUNDS_WITH_DICTIONARY
        rounds = (self.options.rounds or enough) if learning else 2
        priors = Priors.standard(self.options.largest)
        # Where all rounds but one are still to come, the commonest types do for finding the way.
        first = priors if rounds == 1 else Priors.standard(min(coarse.LARGEST, self.options.largest))
        model = self._believed(first, source, target)
        band = self._coarse().through(self.pins)
        before: Likely | None = None
        for number in range(1, rounds + 1):
            likely = self._likely(source, target, band, model, _UNLIKELY)
            settled = before is not None and likely.change(before) <= _SETTLED
            if progress is not None:
                progress(rounds if settled else number, rounds)
            if settled or number == rounds:
                break
            before = likely
            band = likely.narrowed(columns, _MARGIN).through(self.pins)
            # What is left out can be told only while nothing is set aside.
            refined = priors.refined(likely, rows, columns)
            likely = likely.likelier(_TEACHES)
            model = Model(
                refined,
                model.lengths.refined(source, target, likely),
                model.closings.refined(source, target, likely),
                model.borders.refined(source, target, likely),
                model.structure,
                lexicon.learn(source, target, likely, self.seeds) if learning else self.seeds,
            )
        steps, trust = decode(likely, rows, columns)
        return Aligned(steps, trust, self._moved(steps, model))

    def _moved(self, steps: list[Step], model: Model) -> tuple[tuple[int, int, int, int, float], ...]:
        """Passages left out on both sides that translate each other, in order of the source."""
        if not self.evidence & WORDS:
            return ()
        out = moved.left_out(steps, len(self.source), len(self.target))
        mine, theirs = moved.runs(out[0]), moved.runs(out[1])
        found = []
        for s, t in moved.pairs(mine, theirs):
            (first, last), (start, stop) = mine[s], theirs[t]
            inner = Aligner.__new__(Aligner)
            inner.source, inner.target = self.source.part(first, last), self.target.part(start, stop)
            inner.options, inner.evidence, inner.pins = self.options, self.evidence, ()
            inner.meaning = None
            inner.seeds = model.tables
            share = inner._fit(model)
            if share >= moved.FIT:
                found.append((first, last, start, stop, share))
        # A passage moved to one place only: where it fits best.
        best: list[tuple[int, int, int, int, float]] = []
        for each in sorted(found, key=lambda passage: -passage[4]):
            if all(each[:2] != other[:2] and each[2:4] != other[2:4] for other in best):
                best.append(each)
        return tuple(sorted(best))

    def _fit(self, model: Model) -> float:
        """The share of all segments that are in beads for which there is good evidence."""
        source, target = self.source, self.target
        likely = self._likely(source, target, self._coarse(), model, _UNLIKELY)
        band = likely.narrowed(len(target), _MARGIN)
        evidence = self._scores(source, target, band, model) - model.priors.beads[:, None, None]
        planes = {sides: plane for plane, sides in enumerate(model.priors.types)}
        covered = 0
        for i0, i, j0, j in decode(likely, len(source), len(target))[0]:
            if i > i0 and j > j0:
                gain = evidence[planes[i - i0, j - j0], i, j - band.low[i]]
                covered += (i - i0 + j - j0) * bool(gain > moved.GAIN)
        return covered / (len(source) + len(target))

    def _believed(self, priors: Priors, source: Profile, target: Profile) -> Model:
        """What is believed before anything was aligned."""
        return Model(
            priors,
            LengthModel.of(source, target),
            ClosingModel.of(source, target),
            BorderModel.of(source, target),
            StructureModel.of(source, target, Evidence.STRUCTURE in self.evidence),
            self.seeds,
        )

    def _coarse(self) -> Band:
        """The band to look at, found from coarse to fine."""
        sizes = [*coarse.levels(len(self.source), len(self.target)), 1]
        first, *_ = sizes
        band = Band.full(-(-len(self.source) // first), -(-len(self.target) // first))
        for size, finer in pairwise(sizes):
            source, target = coarse.pooled(self.source, size), coarse.pooled(self.target, size)
            model = self._believed(Priors.standard(coarse.LARGEST), source, target)
            likely = self._likely(source, target, band, model, coarse.UNLIKELY, coarse.trust(size))
            narrow = likely.narrowed(len(target), coarse.MARGIN)
            rows, columns = -(-len(self.source) // finer), -(-len(self.target) // finer)
            band = coarse.refined(narrow, size, finer, rows, columns)
        return band

    def _likely(
        self,
        source: Profile,
        target: Profile,
        band: Band,
        model: Model,
        unlikely: float,
        trust: float = 1.0,
    ) -> Likely:
        """What is likely within a band, part by part; all evidence counts ``trust`` times."""
        around = context(band.width)
        pieces = list(parts(band.rows, max(_PART, around), around))

        def look(part: Part) -> Likely:
            mine = band.part(part.top, part.bottom)
            corner = part.top, int(band.least[part.top])
            left = source.part(part.top, part.bottom)
            right = target.part(corner[1], corner[1] + mine.columns)
            extent = Extent(
                part.first - part.top, part.last - part.top, part.top == 0, part.bottom == band.rows
            )
            types = model.priors.types
            scores = trust * self._scores(left, right, mine, model)
            if self.meaning is not None and len(source) == len(self.source):
                scores += self.meaning.scores(mine, types, corner)
            gap = Gap(trust * model.priors.gap.open, trust * model.priors.gap.extend)
            if band.whole and len(pieces) == 1:
                posterior = square.posterior(types, scores, gap)
            else:
                posterior = Lattice(mine, types, scores, gap, extent, around=around).posterior()
            return Likely.found(mine, types, posterior, extent, unlikely, corner)

        if self.options.jobs > 1 and len(pieces) > 1:
            with ThreadPoolExecutor(self.options.jobs) as pool:
                return Likely.joined(list(pool.map(look, pieces)))
        return Likely.joined([look(part) for part in pieces])

    def _scores(self, source: Profile, target: Profile, band: Band, model: Model) -> Floats:
        types = model.priors.types
        if not band.rows or not band.columns:
            return np.full((len(types), band.rows + 1, band.width), -np.inf)
        scores = model.structure.scores(band, types, source, target)
        scores += model.priors.beads[:, None, None]
        if Evidence.LENGTH in self.evidence:
            scores += model.lengths.scores(band, types, source, target)
        if Evidence.CLOSING in self.evidence:
            scores += model.closings.scores(band, source, target)
            scores += model.borders.scores(band, types, source, target)
        if self.evidence & WORDS:
            scores += translation.scores(band, types, source, target, *model.tables)
        return scores
