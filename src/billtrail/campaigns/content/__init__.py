"""The content files: campaigns, goals and figures as they ship, changed by the workspace's own.

``files``      what may stand in a campaign file and in the goals
``overrides``  what the workspace's files change, by id
``load``       all of it together, checked (``checks``, ``law_checks``) and hashed
``sound``      as much of it as can be used, where a file has a fault
``tables``     the rows it becomes in the database
``retired``    what the program carries no more
``languages``, ``house_language``  whether a text says the same in each language, and plainly
``promises``   whether it claims more than it rests on
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
