from .made import addressees
from .pack import TASK

__all__ = ["TASK", "addressees"]
