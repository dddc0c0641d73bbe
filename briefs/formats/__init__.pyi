from .as_bytes import RENDERERS, render
from .docx import carry_docx, mark_english, read_carried_docx, read_docx_keywords
from .html import content_policy, environment, fill, read_carried, read_shown_id
from .one_page import fit, refuse_signs
from .pdf import count_pages, draw_page, read_attached, read_joined, read_keywords

__all__ = [
    "RENDERERS",
    "carry_docx",
    "content_policy",
    "count_pages",
    "draw_page",
    "environment",
    "fill",
    "fit",
    "mark_english",
    "read_attached",
    "read_carried",
    "read_carried_docx",
    "read_docx_keywords",
    "read_joined",
    "read_keywords",
    "read_shown_id",
    "refuse_signs",
    "render",
]
