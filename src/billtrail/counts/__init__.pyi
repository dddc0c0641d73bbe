from . import as_figures, files, load, settle

__all__ = ["as_figures", "files", "load", "settle"]
