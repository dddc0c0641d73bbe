"""How a bill lies in the database: what each source said of it, merged, as rows, and what changed.

``rows``         records to table rows and back
``lists``        the long lists of a bill, which lie in one row
``changes``      what is different between two states of a bill; both ways
``merge``        what the sources say -> one bill
``doubt_rows``   doubts as they come, settle themselves and come again
``record_edits`` what a source says otherwise of the past, kept beside the bill's history
``roll_call_rows``  the chambers' own records of votes, laid over those that sources name
``states``       a bill's state, as tables and history hold it
``statements``   the statements that write its tables
``first_saves``  the first save of a bill, built apart; ``state_store`` writes every later one
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
