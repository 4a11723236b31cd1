"""What does the terminal say of a page that cannot be shown? A line if it is our fault, else nothing.

Where rich is installed, Datasette prints a traceback with the value of every variable for each address
that leads nowhere, whatever characters a stranger put into it.
"""

from __future__ import annotations

from datasette import handle_exception, hookimpl


@hookimpl
def startup() -> None:
    # Errors of ours, status 500, it still prints as a plain traceback.
    handle_exception.rich = None
