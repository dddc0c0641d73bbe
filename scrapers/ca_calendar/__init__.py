"""California's hearing lists and agendas.

Imports ``scrapers.crawling``, ``scrapers.california`` and ``bills``.
"""
