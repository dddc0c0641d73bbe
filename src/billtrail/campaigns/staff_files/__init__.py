"""What staff write down by command, in files of the workspace: corrections, releases, reports,
readers, watched sections."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
