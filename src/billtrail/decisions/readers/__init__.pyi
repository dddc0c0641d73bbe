from . import page_readers, relief_readers

__all__ = ["page_readers", "relief_readers"]
