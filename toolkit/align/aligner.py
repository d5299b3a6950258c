"""From two segmented documents to beads: align, learn from the alignment, align again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from toolkit.align import coarse
from toolkit.align.band import Band, parts
from toolkit.align.decode import decode
from toolkit.align.evidence import lexicon, seeds, translation
from toolkit.align.evidence.closing import ClosingModel
from toolkit.align.evidence.dictionary import Dictionary
from toolkit.align.evidence.length import LengthModel
from toolkit.align.evidence.structure import StructureModel
from toolkit.align.evidence.translation import Table
from toolkit.align.likely import Likely
from toolkit.align.options import WORDS, Evidence, Options
from toolkit.align.priors import Priors
from toolkit.align.profile import Floats, Profile
from toolkit.align.search import Extent, Gap, Lattice, Step, context

Progress = Callable[[int, int], None]

_PART = 4096
"""Segments that are looked at together; memory grows with this, not with the documents."""
_ROUNDS = 4
"""Rounds of aligning and learning."""
_LONG = 1000
"""Segments from which a document teaches its words in a round less."""
_UNLIKELY = 1e-5
"""Probability of a node that later rounds do without."""
_MARGIN = 4
"""Columns that later rounds look at on either side of the likely ones."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """An alignment of two profiles: its steps and the probability of each [steps]."""

    steps: list[Step]
    trust: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """What is believed about this pair of documents before a round."""

    priors: Priors
    lengths: LengthModel
    closings: ClosingModel
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
    ) -> None:
        self.source, self.target, self.options, self.evidence = source, target, options, evidence
        known = dictionary.pairs(source.vocabulary, target.vocabulary) if dictionary else ()
        self.seeds = seeds.seed(source.vocabulary, target.vocabulary, evidence, known)

    def run(self, progress: Progress | None = None) -> Aligned:
        """Rounds of aligning and learning; the last alignment."""
        source, target = self.source, self.target
        rows, columns = len(source), len(target)
        learning = Evidence.LEXICON in self.evidence
        rounds = (self.options.rounds or (_ROUNDS if rows < _LONG else _ROUNDS - 1)) if learning else 2
        priors = Priors.standard(self.options.largest)
        # Where all rounds but one are still to come, the commonest types do for finding the way.
        first = priors if rounds == 1 else Priors.standard(min(coarse.LARGEST, self.options.largest))
        model = self._believed(first, source, target)
        band = self._coarse()
        for number in range(1, rounds + 1):
            likely = self._likely(source, target, band, model, _UNLIKELY)
            if progress is not None:
                progress(number, rounds)
            if number == rounds:
                break
            band = likely.narrowed(columns, _MARGIN)
            model = Model(
                priors.refined(likely, rows, columns),
                model.lengths.refined(source, target, likely),
                model.closings.refined(source, target, likely),
                model.structure,
                lexicon.learn(source, target, likely, self.seeds) if learning else self.seeds,
            )
        return Aligned(*decode(likely, rows, columns))

    def _believed(self, priors: Priors, source: Profile, target: Profile) -> Model:
        """What is believed before anything was aligned."""
        return Model(
            priors,
            LengthModel.of(source, target),
            ClosingModel.of(source, target),
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
            likely = self._likely(source, target, band, model, coarse.UNLIKELY, min(1.0, 16 / size))
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
        found: list[Likely] = []
        for part in parts(band.rows, max(_PART, around), around):
            mine = band.part(part.top, part.bottom)
            corner = part.top, int(band.least[part.top])
            left = source.part(part.top, part.bottom)
            right = target.part(corner[1], corner[1] + mine.columns)
            extent = Extent(
                part.first - part.top, part.last - part.top, part.top == 0, part.bottom == band.rows
            )
            types = model.priors.types
            scores = trust * self._scores(left, right, mine, model)
            gap = Gap(trust * model.priors.gap.open, trust * model.priors.gap.extend)
            posterior = Lattice(mine, types, scores, gap, extent, around=around).posterior()
            found.append(Likely.found(mine, types, posterior, extent, unlikely, corner))
        return Likely.joined(found)

    def _scores(self, source: Profile, target: Profile, band: Band, model: Model) -> Floats:
        types = model.priors.types
        scores = model.structure.scores(band, types, source, target)
        scores += model.priors.beads[:, None, None]
        if Evidence.LENGTH in self.evidence:
            scores += model.lengths.scores(band, types, source, target)
        if Evidence.CLOSING in self.evidence:
            scores += model.closings.scores(band, source, target)
        if self.evidence & WORDS:
            scores += translation.scores(band, types, source, target, *model.tables)
        return scores
