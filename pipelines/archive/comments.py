"""What does the SQL of a table or a view say, in its comments, of itself and of its columns?"""

from __future__ import annotations

import re

# The last part of a line that is a comment; two hyphens inside quotation marks begin none.
_COMMENT = re.compile(r"""^(?P<sql>(?:[^'"-]|'[^']*'|"[^"]*"|-(?!-))*)--\s*(?P<words>.*\S)""")
_FIRST_NAME = re.compile(r"^\s+[\"\[]?(\w+)")
_NAME_AFTER_AS = re.compile(r"\bas\s+(\w+),?\s*$")
_ONLY_COMMENT = re.compile(r"^\s*--\s*(?P<words>.*\S)")


def read_comments(sql: str) -> tuple[str | None, dict[str, str]]:
    """What stands at the ends of its lines, a line of comment alone going on with the one before it.

    >>> read_comments("CREATE TABLE pots (  -- of tea\\n  size real, -- litres,\\n  -- to the brim\\n  colour text\\n)")
    ('of tea', {'size': 'litres, to the brim'})
    >>> read_comments("CREATE VIEW big as  -- pots for two\\nselect\\n  size * 2 as cups,  -- of half a litre\\n  ...")
    ('pots for two', {'cups': 'of half a litre'})
    """
    words: str | None = None
    columns: dict[str, str] = {}
    last: str | None = None
    for number, line in enumerate(sql.splitlines()):
        if only := _ONLY_COMMENT.match(line):
            if last:
                columns[last] += f" {only['words']}"
            continue
        last = None
        if not (comment := _COMMENT.match(line)):
            continue
        if number == 0:
            words = comment["words"]
        elif name := _NAME_AFTER_AS.search(comment["sql"]) or _FIRST_NAME.match(comment["sql"]):
            last = name[1]
            columns[last] = comment["words"]
    return words, columns
