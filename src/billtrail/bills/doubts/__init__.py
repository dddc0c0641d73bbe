"""What a record may have wrong: what of a publisher's newer word is doubted, and corrections.

``losses`` is for the way out: what a newer record no longer has. ``ends`` is for the way in: an end
of a measure that its own record does not carry yet. Who keeps the doubts and when they are settled
is the store's; ``words.doubts`` says them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
