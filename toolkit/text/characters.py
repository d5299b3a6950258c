"""Characters that print nothing, which no segment, block or reading begins or ends with; and letters."""

from __future__ import annotations

INVISIBLE = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff\u200b\u2060"
)
"""All white space of Unicode, the byte order mark, zero-width space and word joiner. Text of nothing else is
no text."""

SMALL = "".join(chr(c) for c in range(0x1EFA) if chr(c).islower() and chr(c).isalpha())
LARGE = "".join(chr(c) for c in range(0x1EFA) if chr(c).isupper() and chr(c).isalpha())
"""Small and capital letters of the alphabets that have both, for the classes of an expression."""
