"""How the law compares: what survivors can ask for, by jurisdiction.

Imports ``server``, ``law``, ``snapshot`` and ``words``.
"""
