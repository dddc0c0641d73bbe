"""The House's floor list: what it may vote on in a week.

Imports ``scrapers.crawling``, ``scrapers.congress`` and ``bills``.
"""
