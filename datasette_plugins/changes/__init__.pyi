from .page import build_changes, read_changes

__all__ = ["build_changes", "read_changes"]
