"""Two prints of a bill beside each other.

Imports ``server`` and ``snapshot``.
"""
