"""What spiders share: what each does, items, settings, pipeline, middlewares, the plan of a crawl.

Knows no publisher. Imports ``scrapers.registry``, ``bills`` and ``progress``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
