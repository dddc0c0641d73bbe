"""Hearings in the database: what lists, agendas, histories and meetings say of them.

``saving``    a hearing is known again when it moves, and kept when it is off
``matching``  which row is meant by what is told; pure
``meetings``  what each source says of a meeting, and the papers that go with it
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
