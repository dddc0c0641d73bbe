from .folder import PrintFolder
from .passages import TOKENIZER, Found, Mark, find_passages

__all__ = ["TOKENIZER", "Found", "Mark", "PrintFolder", "find_passages"]
