from .review_pages import render_review
from .session_pages import render_session
from .week_pages import render_week

__all__ = ["render_review", "render_session", "render_week"]
