"""The sheets of counts that are looked at."""

from billtrail.counts import Look, Reading
from billtrail.datasette_plugins.desk import Kept, Uploads

KeptSheet = Kept[Reading, Look]
#: Those of this process.
UPLOADS: Uploads[Reading, Look] = Uploads()
