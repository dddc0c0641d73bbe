"""The whole file and its tables, to take away.

Imports ``server`` and ``find`` (lists of keys).
"""
