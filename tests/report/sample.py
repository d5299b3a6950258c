"""A small Vietnamese–English report with a bit of everything, made for these tests."""

from __future__ import annotations

from dataclasses import replace

from toolkit.model import Agreement, Bead, Evaluation, Finding, Kind, Score, Severity, Span, Unit, Units
from toolkit.quality.effect import Effect
from toolkit.quality.significance import Comparison
from toolkit.report import Report, TermUse, Translation

SOURCE = (
    "Chợ Đồng Xuân mở cửa lại",
    "Sáng 3/5, chợ đón 1.250 lượt khách.",
    "Mưa suốt đêm. Nước chưa rút.",
    "Bà Hòa bán hàng ở đây 40 năm.",
    "Ảnh: tư liệu",
    "",
)
TARGET = (
    "Dong Xuan market reopens",
    "On the morning of 3 May the market received 1,520 visitors.",
    "It rained all night and the water has receded.",
    "Mrs Hoa has sold here for 40 years.",
    "",
    "Advertisement",
)
TYPES = ("1-1", "1-1", "2-1", "1-1", "1-0", "0-1")
CONFIDENCES = (0.99, 0.93, 0.66, 0.95, 0.41, 0.72)

NUMBER = Finding(
    "2",
    "number",
    Severity.ERROR,
    "accuracy",
    "1.250 became 1,520",
    Span(SOURCE[1].index("1.250"), SOURCE[1].index("1.250") + 5),
    Span(TARGET[1].index("1,520"), TARGET[1].index("1,520") + 5),
    ("1250", "1520"),
    TARGET[1].replace("1,520", "1,250"),
)
NEGATION = Finding(
    "3",
    "negation",
    Severity.WARNING,
    "accuracy",
    "only the source negates",
    Span(SOURCE[2].index("chưa"), SOURCE[2].index("chưa") + 4),
)
CASE = Finding("1", "capitalisation", Severity.INFO, "style", "a heading in sentence case")


def units() -> Units:
    """Six units: a heading, a wrong number, a 2-1 bead, a clean one, a 1-0 and a 0-1 bead."""
    made = []
    source_at = target_at = 0
    for row, (source, target, kind) in enumerate(zip(SOURCE, TARGET, TYPES, strict=True)):
        parts = [source[:13], source[14:]] if kind == "2-1" else [source] if source else []
        source_spans = []
        for part in parts:
            source_spans.append(Span(source_at, source_at + len(part)))
            source_at += len(part) + 1
        target_spans = (Span(target_at, target_at + len(target)),) if target else ()
        target_at += len(target) + 1
        made.append(
            Unit(
                id=str(row + 1),
                source=source,
                target=target,
                bead=kind,
                confidence=CONFIDENCES[row],
                source_spans=tuple(source_spans),
                target_spans=target_spans,
                source_line=row + 1 if source else None,
                target_line=row + 1 if target else None,
                kind=Kind.HEADING if row == 0 else Kind.PARAGRAPH,
            )
        )
    return Units(tuple(made), "vi", "en", "market.vi.txt", "market.en.txt")


EVALUATION = Evaluation(
    strict=Agreement(3, 4, 3, 5),
    lax=Agreement(4, 4, 5, 5),
    by_type={"1-1": Agreement(3, 3, 3, 4), "2-1": Agreement(0, 1, 0, 0)},
    wrong=(Bead((2, 3), (2,), 0.66),),
    missed=(Bead((2,), (2,)),),
)

SCORES = (
    Score("BLEU", 38.25, "nrefs:1|case:mixed|tok:13a", interval=(35.0, 41.5), segments=(12.0, 55.5, 40.0)),
    Score("TER", 120.5, "nrefs:1|tok:tercom", higher_is_better=False),
)


def report() -> Report:
    """The whole of it."""
    return Report(
        title="Chợ Đồng Xuân",
        units=units(),
        findings=(NUMBER, NEGATION, CASE),
        scores=SCORES,
        evaluation=EVALUATION,
        command="bitext align market.vi.txt market.en.txt --report report.html",
        created="2024-05-03",
        provenance={"bitext-toolkit": "1.0", "sacrebleu": "2.5"},
    )


def large(count: int) -> Report:
    """``count`` units of ordinary length, one in ten with a finding."""
    made = [
        Unit(
            id=str(n + 1),
            source=f"Đoạn {n}: chợ mở cửa từ sáng sớm, người mua kẻ bán tấp nập, hàng chất đầy hai bên.",
            target=f"Passage {n}: the market opens at dawn, crowded with people, goods piled on both sides.",
            bead="1-1",
            confidence=0.9,
            source_line=n + 1,
            target_line=n + 1,
        )
        for n in range(count)
    ]
    findings = tuple(replace(NUMBER, unit=str(n), fix=None) for n in range(1, count, 10))
    return Report("Large", Units(tuple(made), "vi", "en"), findings)


ALPHA = (
    "Dong Xuan market opens again",
    "On the morning of 3 May the market had 1,520 visitors.",
    "It rained all night and the water has not receded.",
    "Mrs Hoa has sold here for 40 years.",
    "",
    "Advertisement",
)
REFERENCE = (
    "The Dong Xuan market reopens",
    "On the morning of 3 May, the market received 1,250 visitors.",
    "It rained all night. The water has not gone down.",
    "Mrs Hoa has been selling here for 40 years.",
    "Photo: archive",
    "",
)


def scored(bleu: float, *segments: float) -> tuple[Score, ...]:
    """BLEU without segments and chrF with one figure a unit."""
    return (
        Score("BLEU", bleu, "nrefs:1|tok:13a", interval=(bleu - 3, bleu + 3)),
        Score("chrF", sum(segments) / len(segments), "nrefs:1|nc:6", segments=segments),
    )


def compared() -> Report:
    """The same units with a second translation and a reference."""
    effect = Effect(better=1, worse=4, alike=1)
    return replace(
        report(),
        name="first",
        scores=scored(40.0, 80.0, 70.0, 60.0, 90.0, 0.0, 0.0),
        others=(
            Translation(
                "second",
                ALPHA,
                scored(30.0, 75.0, 40.0, 85.0, 90.0, 0.0, 0.0),
                (
                    replace(
                        NUMBER,
                        fix=None,
                        message="1.250 is missing",
                        target_span=Span(ALPHA[1].index("1,520"), ALPHA[1].index("1,520") + 5),
                    ),
                ),
            ),
        ),
        references=(Translation("human", REFERENCE),),
        comparisons=(
            Comparison("BLEU", 30.0, 40.0, 0.01, True, "second", 0.02, signature="bs:1000", effect=effect),
            Comparison("chrF", 48.3, 50.0, 0.3, True, "second", 0.3, signature="bs:1000", effect=effect),
        ),
        terms=(
            TermUse("chợ", ("market",), "first", 2, ()),
            TermUse("chợ", ("market",), "second", 2, ("2",)),
        ),
    )
