"""The commands of ``bitext corpus``, one module a stage of the work."""
