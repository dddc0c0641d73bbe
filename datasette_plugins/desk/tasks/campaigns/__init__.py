"""Campaigns by clicks: a new one, and each of its records, shipped or yours, as a form.

``words``      what tables, fields and choices are called
``forms``      a form of any record from its declaration, and back from what a form sent
``row_words``  what a row of each table says
``faults``     what is wrong with a record, for who sees its form
``page``       the list, a campaign, a record as values
``task``       what the buttons do
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
