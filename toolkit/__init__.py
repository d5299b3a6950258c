"""bitext-toolkit."""

from toolkit.version import __version__

__all__ = ["__version__"]
