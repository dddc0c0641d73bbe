"""Changes as an Atom feed, hearings and days as calendars.

Imports ``server``, ``snapshot`` and ``events``.
"""
