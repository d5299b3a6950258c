"""What a change does to a catalog's lines, as a patch."""

from __future__ import annotations

from difflib import unified_diff

from toolkit.catalog.catalog import Catalog


def difference(old: Catalog, new: Catalog) -> str:
    """A unified diff from one state of a catalog to the next; "" where they are the same bytes."""
    if old.to_bytes() == new.to_bytes():
        return ""
    name = "catalog" if old.path in ("", "-") else old.path
    before, after = _lines(old.text), _lines(new.text)
    out: list[str] = []
    for line in unified_diff(before, after, f"a/{name.lstrip('/')}", f"b/{name.lstrip('/')}"):
        out.append(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n")
    return "".join(out)


def _lines(text: str) -> list[str]:
    """The lines with their ends; nothing but a line feed ends one."""
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines
