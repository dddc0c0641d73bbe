"""A campaign's page: its bills, texts, figures and answers.

Imports ``server``, ``theme``, ``snapshot``, and parts of ``brief`` and ``home``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
