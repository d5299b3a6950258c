"""JSONL anybody may have written: whatever it says of codes and details, files stay well-formed XML."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import FormatError
from toolkit.formats import FORMATS, Context, dump
from toolkit.model import Units

Json = dict[str, Any]
texts = st.text(st.sampled_from("ab <>&\"'\0\x01\n\té\ud800:=/-]"), max_size=6)
names = st.sampled_from(
    "id x i pos xml:lang xmlns xmlns:q q:a srclang tuid rid mid mtype state dataRef hex version family"
    " source-language".split()
)
attributes = st.dictionaries(names, texts | st.sampled_from(["1", "begin", "open", "en"]), max_size=3)
elements = st.sampled_from(
    "tmx:bpt tmx:ept tmx:it tmx:ph tmx:hi tmx:sub xliff1:g xliff1:x xliff1:bpt xliff1:mrk xliff1:sub"
    " xliff2:pc xliff2:sc xliff2:ec xliff2:ph xliff2:mrk xliff2:cp".split()
)
kinds = st.sampled_from(["open", "close", "alone"])


def codes(depth: int = 1) -> st.SearchStrategy[list[Json]]:
    """Inline codes, with texts inside them."""
    inner: dict[str, st.SearchStrategy[Any]] = {"attributes": attributes}
    if depth:
        inner["codes"] = codes(depth - 1)
    flow = st.fixed_dictionaries({"at": st.integers(0, 3), "text": texts}, optional=inner)
    return st.lists(
        st.fixed_dictionaries(
            {"at": st.integers(0, 5), "kind": kinds, "element": elements | texts},
            optional={
                "id": st.sampled_from("12") | texts,
                "data": texts,
                "attributes": attributes,
                "subflows": st.lists(flow, max_size=1),
            },
        ),
        max_size=3,
    )


remarks = st.lists(
    st.fixed_dictionaries(
        {
            "element": st.sampled_from(["note", "prop", "xml", "data"]),
            "text": texts | st.sampled_from(["<a/>", "<b>x</b>", "<q:c/>", "<a/><b/>"]),
        },
        optional={"attributes": attributes},
    ),
    max_size=2,
)
levels = st.lists(
    st.fixed_dictionaries(
        {"name": st.sampled_from("file group unit trans-unit segment ignorable tu".split()) | texts},
        optional={"number": st.integers(0, 3), "attributes": attributes, "remarks": remarks},
    ),
    max_size=4,
)
variants = st.lists(
    st.fixed_dictionaries(
        {"language": texts, "side": st.sampled_from(["source", "target", ""])},
        optional={"text": texts, "codes": codes(0), "attributes": attributes, "remarks": remarks},
    ),
    max_size=3,
)
details = st.fixed_dictionaries(
    {"family": st.sampled_from(["tmx", "xliff1", "xliff2", "x"])},
    optional={"elements": levels, "variants": variants},
)
rows = st.lists(
    st.fixed_dictionaries(
        {"id": texts, "source": texts, "target": texts},
        optional={"note": texts, "source_codes": codes(), "target_codes": codes(), "details": details},
    ),
    max_size=3,
)


def read(data: bytes) -> Units:
    reader = FORMATS["jsonl"].read
    assert reader is not None
    return reader(io.BytesIO(data), Context(path="a.jsonl", whole=True)).held()


@pytest.mark.parametrize("name", ["tmx", "xliff", "xliff1"])
@given(rows)
def test_well_formed_whatever_is_written(name: str, forged: list[Json]) -> None:
    units = read("".join(json.dumps(row) + "\n" for row in forged).encode())
    stream = io.BytesIO()
    dump(units, stream, name)
    ElementTree.fromstring(stream.getvalue())
    reader = FORMATS[name].read
    assert reader is not None
    reader(io.BytesIO(stream.getvalue()), Context(whole=True)).held()


@pytest.mark.parametrize("name", ["a b", "1a", "", "a:", ":a", "a:b:c", "<"])
def test_what_is_no_name_is_refused(name: str) -> None:
    row = {"source": "", "target": "", "details": {"family": "tmx", "elements": [{"attributes": {name: ""}}]}}
    with pytest.raises(FormatError, match="is no name of an attribute"):
        read(json.dumps(row).encode())
