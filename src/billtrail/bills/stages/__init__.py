"""How far a measure has come: its milestones, the fold of its actions to a stage, how it got there,
which step proves that, and who let it go.

``milestones``  what an action of a class proves, in a table
``fold``        actions -> stage, on a day
``how``       ``How``, by the classes of the action that proves a step
``releases``  which committees let it go, and which still hold it
``events``    which rows tell one act
``undone``    what a chamber vacated or reconsidered
``reconsidered``  which votes were held again, and what came of it
``later_vote``  a vote that the history has not told yet
``proofs``    of several steps to one stage, the one that tells it
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
