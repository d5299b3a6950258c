"""The tables of a memory, version by version.

A file knows its version (``PRAGMA user_version``): how many of the :data:`STEPS` it has been through. A step
is never changed once it has been released; what comes later is a step more.

Texts are kept once a language, in NFC. A translation is a pair of them; an occurrence is where it was met: a
file, a context, the neighbours (by the hashes of their texts; 0 where they are not known). What is looked up
fast stands beside them and follows from them: ``word`` (full text, for the concordance) and ``profile`` (how
often and in what order letters occur, for similar texts) hold the segments up to ``indexed.last``.
"""

from __future__ import annotations

_TEXTS = """
CREATE TABLE language (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE);
CREATE TABLE segment (
    id INTEGER PRIMARY KEY,
    language INTEGER NOT NULL REFERENCES language,
    hash INTEGER NOT NULL,
    shape INTEGER,
    text TEXT NOT NULL
);
CREATE INDEX segment_by_hash ON segment (hash, language);
CREATE INDEX segment_by_language ON segment (language);
CREATE INDEX segment_by_shape ON segment (shape, language) WHERE shape IS NOT NULL;
CREATE TABLE translation (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES segment,
    target INTEGER NOT NULL REFERENCES segment,
    confidence REAL,
    codes TEXT,
    UNIQUE (source, target)
);
CREATE INDEX translation_by_target ON translation (target);
CREATE TABLE pair (source INTEGER NOT NULL REFERENCES language, target INTEGER NOT NULL REFERENCES language,
    translations INTEGER NOT NULL, PRIMARY KEY (source, target)) WITHOUT ROWID;
CREATE TABLE origin (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest TEXT, run INTEGER NOT NULL);
CREATE TABLE occurrence (
    translation INTEGER NOT NULL REFERENCES translation,
    origin INTEGER NOT NULL REFERENCES origin,
    context TEXT NOT NULL,
    before INTEGER NOT NULL,
    after INTEGER NOT NULL,
    date TEXT NOT NULL,
    run INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (translation, origin, context, before, after)
) WITHOUT ROWID;
"""

_INDICES = """
CREATE TABLE indexed (name TEXT NOT NULL, language INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (name, language)) WITHOUT ROWID;
CREATE TABLE profile (
    id INTEGER PRIMARY KEY,
    language INTEGER NOT NULL,
    shortest INTEGER NOT NULL,
    longest INTEGER NOT NULL,
    wide INTEGER NOT NULL,
    segments BLOB NOT NULL,
    lengths BLOB NOT NULL,
    counts BLOB NOT NULL,
    frequent BLOB NOT NULL,
    sketches BLOB NOT NULL
);
CREATE INDEX profile_by_length ON profile (language, shortest, longest);
CREATE VIRTUAL TABLE word USING fts5 (
    exact, plain, content = '', tokenize = "unicode61 remove_diacritics 0"
);
"""

STEPS: tuple[str, ...] = (_TEXTS, _INDICES)
"""What makes a memory of version n one of version n + 1."""
