"""What a record may have wrong, in words: what is in doubt and why, and what a person set right.

``doubted``     what is doubted, and why it is not taken yet
``settled_by``  what settles it without anybody's help
``sides``       both sides of a doubt, and corrections
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
