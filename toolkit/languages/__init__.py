"""What the toolkit knows about languages, as data, and how it recognises them.

One TOML file a language (``en.toml``, ``vi.toml`` …): short lists a linguist can read and extend without
reading any code. ``default.toml`` stands in for every language without a file. Nothing outside this folder
may know a language by name: code asks :func:`language` and uses what it finds.
"""

from __future__ import annotations

from toolkit.languages.data import Language, available, language, normalise_code
from toolkit.languages.identify import Guess, identifiable, identify, identify_many

__all__ = [
    "Guess",
    "Language",
    "available",
    "identifiable",
    "identify",
    "identify_many",
    "language",
    "normalise_code",
]
