from .review_pages import render_review
from .session_pages import draw_session, render_session
from .week_pages import render_week

__all__ = ["draw_session", "render_review", "render_session", "render_week"]
