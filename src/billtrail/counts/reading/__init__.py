"""Files of counts as people have them: a workbook, a CSV file or pasted cells, read to counts.

A sheet may hold a row for each count, or programs beside months, quarters or years; what its
columns are is guessed and may be said. A table that seems to list people is refused before
anything of it is kept. Imports ``counts.suppression`` of its neighbors; and the ground.

``people``   what points to single people, and is refused
``periods``  the year, quarter or months that words name
``days``     days as dates, ISO text, or text in the order that the file itself shows
``layout``   where the head ends, and what each column is
``table``    any layout to rows of one count each
``faults``   what is wrong, one message a column
``rows``     rows to counts
``template`` a workbook to fill in
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
