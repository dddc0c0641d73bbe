"""Suppression: which counts about survivors are hidden, and what can be said instead.

Small counts are hidden, and with them as many others as it takes so that nobody can work a hidden
count out from everything that is shown: rows, columns, totals, complements, shares and periods
together, with what was published before. ``protect`` is the way in.

``counts``   what is counted: groups, periods, one value each
``system``   the numbers as sums of parts that nobody sees, with the small sums that follow
``patterns`` the choice of what to hide, with the least loss (a mixed-integer program)
``offers``   what can be said in place of a hidden count, each proven
"""

from billtrail.suppression.counts import ALL, Count, Rules
from billtrail.suppression.protecting import Protected, Shown, protect

__all__ = ["ALL", "Count", "Protected", "Rules", "Shown", "protect"]
