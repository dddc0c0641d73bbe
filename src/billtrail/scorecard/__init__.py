"""How members voted where we asked for a vote: the roll calls that a person chose for a session's
report, and the page of them, member by member.

May import the snapshot, the workspace and what lies below them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
