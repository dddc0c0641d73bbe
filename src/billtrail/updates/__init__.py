"""Asking the publishers for news, and telling what came of it.

Imports ``scrapers.crawling``, ``importing`` and ``workspace``, and of the publishers those that
have an interface of their own: ``scrapers.ca_pubinfo``, ``scrapers.us_congress_api``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
