from .saving import HearingStore

__all__ = ["HearingStore"]
