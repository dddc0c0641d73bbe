"""Statutes: how they are named, what is said of them, and what changes them. Pure.

``statutes`` and ``codes`` name a section of a law, ``citations`` finds sections in titles and texts
of bills, ``readings`` is what we say of them, ``acts`` and ``effect`` what changes them and from
when. Imports ``legislatures`` and its calendar, ``records`` and ``errors``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
