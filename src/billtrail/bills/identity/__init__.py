"""Who and what a measure is beside its number: what it is called, who leads it, whether it is still
the same bill, whether it is law under another number or how it becomes one, and which bills
are like it.

``titles``       its name, its official title and its other short titles
``first_sponsor``  who carries it after its sponsor has left
``authorship``   who leads it, and what those are called
``rewritten``    the print that made another bill of it; ``retitled`` for Congress
``containment``  the law that has its text
``terms``        how it passes and takes effect, as its prints say
``likeness``     whether another bill is one more try of the same effort
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
