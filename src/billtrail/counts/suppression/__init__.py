"""Suppression: which counts about survivors are hidden, and what can be said instead.

Small counts are hidden, and with them as many others as it takes so that nobody can work a hidden
count out from everything that is shown: rows, columns, totals, complements, shares and periods
together, with what was published before. ``protect`` is the way in.

``counts``      what is counted: groups, periods, one value each
``names``       one name in many spellings
``relations``   which measures and programs are about the same people, as given or by arithmetic
``grid``        the finest groups a table can tell apart
``system``      every count as a sum of parts that nobody sees, and what binds them
``worlds``      numbers for those parts that agree with all that is shown
``moves``       proofs: other worlds that agree too, in which a hidden count is another number
``patterns``    the choice of what to hide
``history``     what a later edition may show anew
``new_rows``    rows that are new where something was shown before
``offers``      what can be said in place of a hidden count, each proven
``shown``       a count as others may see it, with what was shown before
``editions``    linked counts on one day: pattern, steps, offers together
``protection``  all of it, in order
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
