"""The public face: functions that share their names with the rooms behind them."""

from __future__ import annotations

import subprocess
import sys

import toolkit


def test_functions_keep_their_names_once_the_rooms_are_used() -> None:
    import toolkit.align
    import toolkit.report
    import toolkit.segment
    from toolkit.align import Options

    assert Options().largest == 4
    for name in ("align", "segment", "report"):
        assert callable(getattr(toolkit, name)), name


def test_the_face_alone_loads_no_room() -> None:
    rooms = ("align", "catalog", "formats", "quality", "readers", "report", "segment")
    code = f"import sys, toolkit; sys.exit([r for r in {rooms} if f'toolkit.{{r}}' in sys.modules] != [])"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_string_is_enough() -> None:
    assert toolkit.segment("One. Two.", "en").strings() == ["One.", "Two."]
