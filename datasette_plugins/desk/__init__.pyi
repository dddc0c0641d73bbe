from .task import Asked, Part, Place, Saved, Task, Upload, WrongField

__all__ = ["Asked", "Part", "Place", "Saved", "Task", "Upload", "WrongField"]
