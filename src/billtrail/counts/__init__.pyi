from . import as_figures, load, plan, reading, settle

__all__ = ["as_figures", "load", "plan", "reading", "settle"]
