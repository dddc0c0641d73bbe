from .page import count_prints

__all__ = ["count_prints"]
