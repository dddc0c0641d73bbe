from .executor import connected

__all__ = ["connected"]
