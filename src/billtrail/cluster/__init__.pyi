from .executor import connected, each_done

__all__ = ["connected", "each_done"]
