from . import as_figures, load, reading, settle

__all__ = ["as_figures", "load", "reading", "settle"]
