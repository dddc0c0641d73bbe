from .task import Asked, Part, Place, Saved, Task, Upload, WrongField, WrongFields

__all__ = [
    "Asked",
    "Part",
    "Place",
    "Saved",
    "Task",
    "Upload",
    "WrongField",
    "WrongFields",
]
