"""What bills do to the law: changes of the statutes we speak of, and who touches what is watched.

Imports ``law``, and of ``store`` its SQL and its prints.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
