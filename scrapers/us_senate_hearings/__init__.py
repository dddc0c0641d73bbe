"""The Senate's list of committee meetings.

Imports ``scrapers.crawling``, ``scrapers.congress`` and ``bills``.
"""
