from .actions import TASK

__all__ = ["TASK"]
