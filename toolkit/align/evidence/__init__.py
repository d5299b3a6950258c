"""Kinds of evidence that two runs of segments translate each other, one module a kind.

Each speaks in the same unit: the logarithm of how much likelier what is seen is under "they translate each
other" than under "they were written independently". So they add up, and none needs a weight to be comparable.
"""
