"""The head of a Vietnamese catalog that nothing is wrong with."""

from __future__ import annotations

HEADER = r"""
msgid ""
msgstr ""
"Project-Id-Version: demo 1\n"
"PO-Revision-Date: 2024-01-01 00:00+0000\n"
"Last-Translator: A <a@example.org>\n"
"Language-Team: A <a@example.org>\n"
"Language: vi\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=1; plural=0;\n"

""".lstrip()
