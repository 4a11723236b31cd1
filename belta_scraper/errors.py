"""What can go wrong while going and reading, and whose move is next."""

from __future__ import annotations


class NotUnderstood(ValueError):
    """Something BelTA printed that we cannot read; the next move is a developer's.

    The message says what was expected and what was found. Whoever catches it turns it into a
    `Problem`, so that nothing is dropped in silence.
    """


class AddressNotUnderstood(NotUnderstood):
    """An address that does not follow BelTA's grammar. Raised by `addresses`."""


class PageNotUnderstood(NotUnderstood):
    """A page without the parts that every page of its kind has. Raised by `pages`."""


class PageRefusesUs(PageNotUnderstood):
    """A page that answers instead of the article: a challenge, a consent wall, an empty body.

    The next move is the operator's: go slower, or ask. Raised by `pages`.
    """


class PageIsGone(PageRefusesUs):
    """A page that says, whatever its status, that there is no such page. Raised by `pages`.

    Nobody's move: the ledger's entry is gone.
    """


class DateNotUnderstood(NotUnderstood):
    """A printed date that cannot be read without guessing. Raised by `pipelines.dates`."""


class CannotRun(Exception):
    """A run that must not start; the next move is the person's who started it.

    The message is one sentence: what was expected, what was found, what to do. Commands print it
    and end with `exit_status`.
    """

    exit_status = 1


class ArgumentNotUnderstood(CannotRun):
    """A spider argument or command option we cannot follow. Raised before the first request."""


class ArchiveNotUsable(CannotRun):
    """The archive's path does not lead to an archive we may write. Raised by `pipelines.archive`."""


class ArchiveInUse(CannotRun):
    """Another run is at work on this archive; nothing was done. Raised by `pipelines.archive`."""

    exit_status = 75  # EX_TEMPFAIL of sysexits.h, which cron wrappers and systemd know
