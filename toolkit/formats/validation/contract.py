"""What a validator finds, and where it puts it."""

from __future__ import annotations

from dataclasses import dataclass, field

LIMIT = 1000
"""Faults after which a validator stops keeping them: a file that is broken so often is broken in one way."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One breach of a rule.

    Attributes:
        rule: a short name for the rule, stable, such as ``id-unique``.
        message: what is wrong, one clause.
        line: 1-based.
        column: 1-based.
        section: where the specification says so, such as ``XLIFF 2.1, 4.3.1.21``.
    """

    rule: str
    message: str
    line: int
    column: int = 1
    section: str = ""


@dataclass(slots=True)
class Report:
    """What validating a file gave.

    ``format`` is as a person would name it (``XLIFF 2.1``). The file is valid if there are no ``faults``;
    ``more`` counts those beyond :data:`LIMIT`.
    """

    path: str
    format: str = ""
    faults: list[Fault] = field(default_factory=list)
    more: int = 0

    @property
    def valid(self) -> bool:
        """Whether no rule is broken."""
        return not self.faults

    def add(self, fault: Fault) -> None:
        """Keep a fault, up to the limit."""
        if len(self.faults) < LIMIT:
            self.faults.append(fault)
        else:
            self.more += 1

    def sort(self) -> None:
        """Put the faults into the order of the file."""
        self.faults.sort(key=lambda fault: (fault.line, fault.column))
