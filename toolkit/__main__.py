"""``python -m toolkit`` is the command ``bitext``."""

from toolkit.cli import main

main()
