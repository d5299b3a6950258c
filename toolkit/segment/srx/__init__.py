"""SRX 2.0, the exchange format of segmentation rules: read and use those of others, write out our own.

Segmentation Rules eXchange 2.0 (LISA OSCAR, 7 April 2008; now GALA). A document is cut by such rules with
``Options(srx=read_srx("rules.srx"))``.
"""

from __future__ import annotations

from toolkit.segment.srx.patterns import BadPattern
from toolkit.segment.srx.read import read_srx
from toolkit.segment.srx.rules import Rule, SrxRules
from toolkit.segment.srx.write import Exported, write_srx

__all__ = ["BadPattern", "Exported", "Rule", "SrxRules", "read_srx", "write_srx"]
