"""A bill's page: where it stands, what comes next, its history.

Imports ``server``, ``theme`` and ``snapshot``.
"""
