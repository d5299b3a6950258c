"""From two segmented documents to beads: align, learn from the alignment, align again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from toolkit.align import coarse, decode
from toolkit.align.evidence import lexicon, seeds, structure, translation
from toolkit.align.evidence.closing import ClosingModel
from toolkit.align.evidence.length import LengthModel
from toolkit.align.evidence.translation import Table
from toolkit.align.options import WORDS, Evidence, Options
from toolkit.align.priors import Priors
from toolkit.align.profile import Floats, Profile
from toolkit.align.search import Band, Lattice, Step

Progress = Callable[[int, int], None]


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
    tables: tuple[Table, Table]


class Aligner:
    """Aligns one pair of profiles."""

    def __init__(
        self, source: Profile, target: Profile, options: Options, evidence: frozenset[Evidence]
    ) -> None:
        self.source, self.target, self.options, self.evidence = source, target, options, evidence
        self.seeds = seeds.seed(source.vocabulary, target.vocabulary, evidence)

    def run(self, progress: Progress | None = None) -> Aligned:
        """Rounds of aligning and learning; the last alignment."""
        source, target = self.source, self.target
        learning = Evidence.LEXICON in self.evidence
        rounds = max(1, self.options.rounds) if learning else 2
        priors = Priors.standard(self.options.largest)
        model = Model(
            # Where all rounds but one are still to come, the commonest types do for finding the way.
            priors if rounds == 1 else Priors.standard(min(coarse.LARGEST, self.options.largest)),
            LengthModel.of(source, target),
            ClosingModel.of(source, target),
            self.seeds,
        )
        band = self._coarse()
        for number in range(1, rounds + 1):
            posterior = self._lattice(source, target, band, model).posterior()
            aligned = Aligned(*decode.likeliest(band, model.priors.types, posterior))
            if progress is not None:
                progress(number, rounds)
            if number == rounds:
                break
            band = coarse.narrowed(band, posterior)
            model = Model(
                priors.refined(aligned.steps, aligned.trust),
                model.lengths.refined(source, target, aligned.steps, aligned.trust),
                model.closings.refined(source, target, aligned.steps, aligned.trust),
                lexicon.learn(source, target, aligned.steps, aligned.trust, self.seeds)
                if learning
                else self.seeds,
            )
        return aligned

    def _coarse(self) -> Band:
        """The band to look at, found from coarse to fine."""
        sizes = [*coarse.levels(len(self.source), len(self.target)), 1]
        first, *_ = sizes
        band = Band.full(-(-len(self.source) // first), -(-len(self.target) // first))
        for size, finer in pairwise(sizes):
            source, target = coarse.pooled(self.source, size), coarse.pooled(self.target, size)
            model = Model(
                Priors.standard(coarse.LARGEST),
                LengthModel.of(source, target),
                ClosingModel.of(source, target),
                self.seeds,
            )
            posterior = self._lattice(source, target, band, model).posterior()
            rows, columns = -(-len(self.source) // finer), -(-len(self.target) // finer)
            band = coarse.refined(band, posterior, size, finer, rows, columns)
        return band

    def _lattice(self, source: Profile, target: Profile, band: Band, model: Model) -> Lattice:
        types = model.priors.types
        scores = structure.scores(band, types, source, target, Evidence.STRUCTURE in self.evidence)
        scores += model.priors.beads[:, None, None]
        if Evidence.LENGTH in self.evidence:
            scores += model.lengths.scores(band, types, source, target)
        if Evidence.CLOSING in self.evidence:
            scores += model.closings.scores(band, source, target)
        if self.evidence & WORDS:
            scores += translation.scores(band, types, source, target, *model.tables)
        return Lattice(band, types, scores, model.priors.gap)
