"""Members and committees of Congress (unitedstates/congress-legislators).

Imports ``scrapers.crawling`` and ``bills``.
"""
