"""A campaign's sentences: one at a time in all its languages, with what it rests on and its page.

``page``     the form as a value: wordings, grounds, reading level, reviews
``preview``  the page as it would print with the words of the form
``task``     what the buttons do
"""

from .task import TASK

__all__ = ["TASK"]
