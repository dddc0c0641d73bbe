"""California's bill pages (leginfo.legislature.ca.gov).

Imports ``scrapers.crawling``, ``scrapers.california`` and ``bills``.
"""
