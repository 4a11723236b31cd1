"""What do reading, settling, keeping and crawling cost, beside what others take for the same pages?

    python -m benchmarks.speed            measure, print a table, and draw cost against the archive's size
    python -m benchmarks.speed --quick    the same with few pages, to see that it works

The modules::

    pages.py          the pages that are measured
    contest.py        rounds in which everyone reads them in turn; contestant.py is one of those who do
    peers.py          who else reads news pages, and the environment that each of them needs
    keeping.py        rows a second, beside SQLite alone
    crawling.py       whole crawls over loopback, beside a bare Scrapy (bare.py); server.py serves the pages
    growth.py         what stays the same, and what does not, as an archive grows
    figures.py        medians, spreads, and how they are shown
"""
