"""Made-up units for property tests: any characters, any shape."""

from __future__ import annotations

from hypothesis import strategies as st

from toolkit.model import Kind, Span, Unit

# Beyond what characters() likes to draw: what formats trip over.
AWKWARD = "\0\t\n\v\f\r\x1c\x1f\x85\u2028\u2029\ufeff\ufffe\uffff\ufdd0\u2068\u2069\"'\\<>&=#[]:,~| \u00a0;"
texts = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from(AWKWARD)), max_size=40)
some_text = texts.filter(str.strip)
lines = st.none() | st.integers(1, 10**6)
confidences = st.none() | st.floats(0, 1).map(lambda value: round(value, 4))
spans = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(lambda pair: Span(*sorted(pair))), max_size=3
).map(tuple)
bead_types = st.tuples(st.integers(0, 4), st.integers(1, 4)).map(lambda pair: f"{pair[0]}-{pair[1]}")


def units(
    source: st.SearchStrategy[str] = texts, target: st.SearchStrategy[str] = texts
) -> st.SearchStrategy[Unit]:
    """Units with everything a format may carry."""
    return st.builds(
        Unit,
        id=st.text(st.sampled_from('abc019 \t\n"<&é–𝄞'), min_size=1, max_size=8),
        source=source,
        target=target,
        bead=bead_types,
        confidence=confidences,
        source_spans=spans,
        target_spans=spans,
        source_line=lines,
        target_line=lines,
        kind=st.sampled_from(Kind),
        note=st.just("") | some_text,
    )
