"""What a legislature is, as values: sessions, measures, chambers, words, rules, seats.

One frozen value each (``us``, ``ca``, ...), found by its module's name; everything else asks
``get(id)`` and names none. This room imports nothing of Billtrail but ``errors``.
"""

from billtrail.legislatures.legislature import Legislature, MeasureType
from billtrail.legislatures.registry import added, get, is_known, known

__all__ = ["Legislature", "MeasureType", "added", "get", "is_known", "known"]
