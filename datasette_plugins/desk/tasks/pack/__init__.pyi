from .pack import TASK

__all__ = ["TASK"]
