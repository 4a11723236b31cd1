"""How is every fetch, and every file that was taken in, kept? As a row, and to the byte in WARC.

::

    rows.py        what the archive says of it
    asked.py       what is to be kept, and where
    exchanges.py   the site's answers
    keeping.py     where the bytes of an answer, or of a record that is taken in, go
    unchanged.py   whether the archive has them already
    records.py     how they look as WARC
    writing.py     how they get into files that last
"""

from __future__ import annotations

from .asked import Asked
from .exchanges import KeepCaptures
from .keeping import KeptBytes
from .rows import keep_capture

__all__ = ["Asked", "KeepCaptures", "KeptBytes", "keep_capture"]
