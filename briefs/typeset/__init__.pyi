from . import templates
from .docx_sheet import DocxSheet, property_text
from .docx_styles import ACCENT, BODY, LINE_SPACING, MARGIN_BOTTOM, MARGIN_TOP, MARGIN_X, STYLES
from .fonts import web_faces
from .identity import brief_id, page_id
from .kinds import FORMATS
from .merged_pdf import merge_pdfs
from .qr_code import check_address, draw_code
from .reproducible_zip import with_fixed_times
from .templates import faulty_template, find_template, kept, own_file, own_templates, read_template
from .typst import Kind, compile_typst

__all__ = [
    "ACCENT",
    "BODY",
    "FORMATS",
    "LINE_SPACING",
    "MARGIN_BOTTOM",
    "MARGIN_TOP",
    "MARGIN_X",
    "STYLES",
    "DocxSheet",
    "Kind",
    "brief_id",
    "check_address",
    "compile_typst",
    "draw_code",
    "faulty_template",
    "find_template",
    "kept",
    "merge_pdfs",
    "own_file",
    "own_templates",
    "page_id",
    "property_text",
    "read_template",
    "templates",
    "web_faces",
    "with_fixed_times",
]
