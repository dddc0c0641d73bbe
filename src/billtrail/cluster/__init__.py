"""Work past one machine: tasks on a cluster of Dask, behind the executor that all work is given.

What runs there is the program's own, on files that every machine finds under the same path. The
extra ``dask`` brings the library. Imports ``errors``; nothing else of ours.

``executor``  a cluster as an executor of ``concurrent.futures``
``alike``     whether two machines would make the same bytes
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
