"""How a sentence may be worded: what is checked of the words of a text, not of its place in a file.

``house_language``  words for people and numbers, and how hard a text is to read
``languages``       whether a sentence gives the same facts in each language
``promises``        whether it claims more than it rests on

Imports the records of campaign files, ``law`` and ``legislatures``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
