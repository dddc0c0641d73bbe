"""Legislators: what they are called, the seats they hold, and a person's own list of offices.

``seats``        who sits where, and on which committees
``names``        whether two spellings are one name
``directory``    the one member whom a name, a seat or a code means
``visit_lists``  offices to go to: all of them, or those of a list
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
