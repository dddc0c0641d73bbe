from .pictures import draw_picture, keep_page, keep_picture
from .task import Asked, Part, Place, Saved, Task, Upload, WrongField, WrongFields
from .uploads import Kept, Uploads, sent_sheet

__all__ = [
    "Asked",
    "Kept",
    "Part",
    "Place",
    "Saved",
    "Task",
    "Upload",
    "Uploads",
    "WrongField",
    "WrongFields",
    "draw_picture",
    "keep_page",
    "keep_picture",
    "sent_sheet",
]
