"""Keeping: the only code that opens the database.

The archive is one SQLite file, and beside it a folder of WARC files with the bytes that it was read
from. How to walk it:

* An **article** is a row of `articles`: where it stands, what is printed there now, and what we
  think it means. It is known by edition, family, number and year; a text capture without address by
  edition, minute and headline. Around it lie its `dates` (every candidate), `credits` of `people`,
  `images`, `article_tags`, `links`; its wordings in the view `revisions` (the present one is the
  article's own row, the others are `earlier_wordings`), graded `changes` between them, `events`.
* Every row was read from a **capture**, which leads to a WARC file and the offset of the record.
* The **ledger** is `entries`: what the listings named, and what became of it. `walks` are the walks
  down a listing, `placements` where an entry stood on it. `coverage` and `numbers_missing` ask it
  what is missing.
* **Runs** and their numbers are `runs` and `run_counts`; what was not understood is `problems`.

* What a run measured is `measures`; later runs expect it. `seals` and `manifests` show whether
  everything is as it was written.

Who does what: `opening` opens, checks and locks the file; `schema` is its tables; `keep` is the last
step of the pipelines; `ledger` is the spiders' memory, and `due` the articles to be looked at again;
`captures` writes WARC; `runs` judges how a run went by `expectations`, and `doubts` keeps waiting
what cannot be believed before; `revisions` tells wordings apart, `changes` grades them, `events` says
when an article is gone; `search` makes terms; `report` says in words what is there; `rereading` reads
captures again; `seals`, `manifests` and `integrity` find damage; `backup` and `export` copy.
"""
