from .task import TASK

__all__ = ["TASK"]
