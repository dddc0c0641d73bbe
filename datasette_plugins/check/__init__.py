"""Whether a printed brief still holds.

Imports ``server`` and ``briefs``.
"""
