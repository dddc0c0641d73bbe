"""Figures with their base: the rows of ``statistics.csv``, and how they go together.

``rows`` derives what form a figure may be printed in, ``relations`` proves ``figures.toml``.
Imports ``records`` and what lies below.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
