"""What committees ask of a letter on a bill, as data: ``data/letters.toml``.

``rules``      the file as values: a committee's rule, a legislature's portal, who signs or vetoes
``deadlines``  until when letters reach a committee's analysis
``stances``    which positions it lists, and which it counts as another
``asked``      all of it in sentences
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
