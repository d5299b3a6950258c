"""How the words of two strings match: the alignment behind the plain edit distance.

A row of the distance matrix is kept as two integers whose bits say where the distance grows and where it
falls from one word of the reference to the next, and the step from row to row is a dozen operations on whole
integers (Myers 1999; Hyyrö 2003, "A bit-vector algorithm for computing Levenshtein and Damerau edit
distances"). Python's integers have as many bits as are needed.
"""

from __future__ import annotations


def traced(hypothesis: str, reference: str) -> str:
    """The best path that turns the one into the other, with Tercom's choice among equally good ones.

    Args:
        hypothesis: the translation, a character a word.
        reference: the reference likewise.

    Returns:
        The steps from the first word to the last, as :func:`toolkit.quality.ter.beam.banded` gives them.
    """
    columns = len(reference)
    everywhere = (1 << columns) - 1
    places: dict[str, int] = {}
    for column, word in enumerate(reference):
        places[word] = places.get(word, 0) | 1 << column
    rises, falls = everywhere, 0
    # Of each row: where it is as low as its neighbour on the diagonal, and where it is higher than the row
    # before.
    rows: list[tuple[int, int]] = []
    for word in hypothesis:
        same = places.get(word, 0)
        level = ((((same & rises) + rises) ^ rises) | same | falls) & everywhere
        higher = (falls | ~(level | rises)) & everywhere
        rows.append((level, higher))
        shifted = higher << 1 | 1
        rises, falls = ((level & rises) << 1 | ~(level | shifted)) & everywhere, level & shifted & everywhere
    return _followed(hypothesis, reference, rows)


def _followed(hypothesis: str, reference: str, rows: list[tuple[int, int]]) -> str:
    row, column = len(hypothesis), len(reference)
    path = []
    while row and column:
        level, higher = rows[row - 1]
        bit = 1 << column - 1
        if hypothesis[row - 1] == reference[column - 1]:
            path.append(" ")
            row, column = row - 1, column - 1
        elif not level & bit:
            path.append("s")
            row, column = row - 1, column - 1
        elif higher & bit:
            path.append("d")
            row -= 1
        else:
            path.append("i")
            column -= 1
    path.append("i" * column + "d" * row)
    path.reverse()
    return "".join(path)
