from .links import NAME, is_print, print_link

__all__ = ["NAME", "is_print", "print_link"]
