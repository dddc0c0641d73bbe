"""A bill's page: where it stands, what comes next, its history.

Imports ``server``, ``theme``, ``snapshot``, and links of ``analysis``, ``brief`` and
``campaign``.
"""
