"""A print of a bill to read, and two beside each other.

Imports ``server`` and ``snapshot``.
"""
