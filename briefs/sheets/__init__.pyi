from .review_pages import render_review
from .week_pages import render_week

__all__ = ["render_review", "render_week"]
