"""Who signs a letter: a roll a bill, kept in files that are their owner's alone.

People's names stand in these files and nowhere else: no table has them, the journal notes how many
were taken in and never who. Imports ``snapshot`` and ``workspace``; and below.

``values``    signers and rolls
``names``     names as they are compared
``columns``   what a roll's columns are, and what people call them
``reading``   a sheet as people have it, read to signers, every fault with its line
``likeness``  one organisation in two spellings
``merging``   what a sheet changes in a roll
``roll_file`` where a roll lies, how it is read and written, and for how long
``sheets``    a roll as CSV or as a workbook
``changes``   taken in, withdrawn, settled, forgotten, and taken back
``reminders`` who has not answered, who signed another text, and by when
``overview``  a roll beside its bill on a day
``words``     a roll in words
``settings``  ``[rolls]`` of organisation.toml
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
