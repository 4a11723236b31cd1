"""What the second release adds: what changes in time is kept as such, and every row can be checked."""

from __future__ import annotations

REBUILT: dict[str, str] = {
    "runs": """
create table runs (                  -- one execution of one spider, or of a command that writes
  id integer primary key,
  spider text not null,              -- listings, revisits, captures; reread
  arguments text not null,           -- JSON: what the person asked for
  versions text not null,            -- JSON: this project's readers and the libraries under them
  started_at text not null,
  ended_at text,                     -- null while at work, and for ever if the run was killed
  outcome text,                      -- complete, incomplete, not understood; null as above
  exit_status integer,               -- 0 complete, 3 incomplete, 4 not understood
  reason text                        -- in one sentence, where the outcome is not complete
);
""",
    "captures": """
create table captures (              -- one fetch, or one file taken in
  id integer primary key,
  run integer not null references runs(id),
  edition text references editions(code),
  url text,                          -- canonical address; null for a file that does not say
  source text not null,              -- address asked for, or file name, the record's offset behind #
  fetched_at text not null,          -- for a file, the latest moment at which that can have been
  status integer,                    -- HTTP status; null for a file that carries none; 304: as it was before
  content_type text,
  digest text not null,              -- sha256 of the bytes after content decoding
  size integer not null,             -- bytes after content decoding
  warc_file text,                    -- file under the captures folder that has its record
  warc_offset integer,               -- where its record begins
  etag text,                         -- validators of the answer, as the server sent them
  last_modified text,
  same_as integer references captures(id), -- the earlier capture whose record holds these bytes; null: its own does
  article integer references articles(id) -- the article read from it; null: it held none that could be read
);
create index captures_article on captures(article) where article is not null;
create index captures_source on captures(source);
create index captures_url on captures(url, digest);
create index captures_run on captures(run, source);
""",
    "events": """
create table events (                -- what happened to an article
  id integer primary key,
  article integer not null references articles(id),
  event text not null,               -- appeared, edited, moved; missing (404 or 410), soft 404, redirected away: at
                                     -- one look; gone: at several looks, over some time; flapped: missing, but back
                                     -- before it counted as gone; restored: back after it did
  at text not null,
  detail text,                       -- in words: what was seen
  capture integer references captures(id), -- the capture that shows it
  run integer not null references runs(id)
);
create index events_article on events(article);
create index events_event on events(event, at);
""",
    "changes": """
create table changes (               -- one graded difference between two revisions
  id integer primary key,
  article integer not null references articles(id),
  revision integer not null,         -- the later of the two
  field text not null,               -- headline, lead, body
  place integer,                     -- paragraph of the body, from 1, in the later wording (in the earlier, for one
                                     -- that was removed); null for headline and lead
  kind text not null,                -- typography, wording, figure, name, quotation, headline,
                                     -- paragraph added, paragraph removed
  before text,                       -- the words concerned, as they were
  after text
);
create index changes_article on changes(article, revision);
create index changes_kind on changes(kind);
""",
    "walks": """
create table walks (                 -- one walk down one listing, newest first
  id integer primary key,
  run integer not null references runs(id),
  edition text not null references editions(code),
  listing text not null,             -- all_news, a section's slug, or rss
  since_on text,                     -- the day down to which it was asked to go; null: to the end
  started_at text not null,
  ended_at text,                     -- null: broken off by a kill
  pages integer not null default 0,
  ended text,                        -- settled ground, end of listing, first day asked, last page asked,
                                     -- cut, broken off, not understood
  reached_on text                    -- everything that the listing showed is listed down to this day (0001-01-01: to
                                     -- its end); null: the walk did not come to an end of its own
);
create index walks_run on walks(run);
create index walks_listing on walks(edition, listing, started_at);
""",
    "placements": """
create table placements (            -- an interval in which an entry stood on a listing
  id integer primary key,
  entry integer not null references entries(id),
  listing text not null,             -- all_news, or a section's slug
  first_seen_at text not null,
  last_seen_at text not null,
  left_at text,                      -- when a walk first passed the place without it; null: not seen to leave
  first_page integer not null,       -- page on which it was met first
  last_page integer not null,
  last_place integer not null,       -- its place when last met, counted from 1 at the top of page 1
  best_place integer not null,       -- its highest place
  walk integer not null references walks(id), -- the last walk that met it
  ground_on text                     -- below it everything is listed down to this day; 0001-01-01: to the end
);
create index placements_entry on placements(entry, listing);
create index placements_walk on placements(walk);
""",
}
"""Tables made anew, with their rows and indexes, in this order."""

FILLED: dict[str, dict[str, str]] = {
    "walks": {
        "reached_on": "case ended when 'end of listing' then '0001-01-01' when 'first day asked' then since_on "
        "when 'settled ground' then (select max(ground_on) from placements where walk = before.id) end"
    },
    "placements": {"last_place": "best_place"},
}
"""What rows of the first release get in columns that it did not have, in SQL."""

SQL = """
update captures set article = earlier_wordings.article from earlier_wordings
where earlier_wordings.capture = captures.id;
update captures set article = articles.id from articles where articles.capture = captures.id;

-- Which articles are to be looked at again: the young ones by their age, the others by the last look at them.
create index articles_checked on articles(edition, last_checked_at) where number is not null;
create index articles_age on articles(edition, min(coalesce(published_at, first_seen_at), first_seen_at))
where number is not null;
create index articles_missing on articles(edition) where state = 'live' and last_checked_at > last_seen_at;
create index articles_gone_of_edition on articles(edition) where state = 'gone';

create table measures (              -- what a run measured of an edition; of healthy runs the next ones learn
  run integer not null references runs(id),
  edition text not null references editions(code),
  name text not null,                -- share with headline, words of a body, entries of a day ...
  value real not null,
  cases integer not null,            -- articles, pages or days that it was measured on
  primary key (run, edition, name)
) without rowid;

drop view coverage;
create view coverage as              -- what the listings named on each day, and what became of it
select
  edition,
  listed_on as day,
  count(*) as listed,
  sum(state = 'kept') as kept,
  sum(state = 'not understood') as not_understood,
  sum(state = 'refused') as refused,
  sum(state = 'gone') as gone,
  sum(state = 'wanted') as wanted,
  sum(state <> 'kept' and state <> 'gone') as missing,  -- listed, not known to be gone, and not in the archive
  listed_on is not null and exists (
    select 1 from walks
    where walks.edition = entries.edition and listing = 'all_news' and reached_on <= listed_on
      and started_at >= strftime('%Y-%m-%dT%H:%M:%SZ', listed_on, '+21 hours')
  ) as whole                         -- 1: after that day's end, in Minsk, a walk went past it, so nothing is unlisted
from entries
group by edition, listed_on;

-- Whether everything is as it was written: `scrapy verify` asks; pipelines/archive/seals.py and manifests.py say how.

create table seals (                 -- what each row should be: digests of the rows as the archive wrote them last
  table_name text not null,          -- the table of the rows that are sealed
  page integer not null,             -- the 64 ids from 64 * page on, or as many values of the first part of a key; 0
                                     -- where that is a text
  digests blob not null,             -- 4 bytes for each of them, zeros where there is no row; the last 4 are of these
  primary key (table_name, page)
) without rowid;

create table manifests (             -- what a run added; signs all before it, for it has the digest of the last
  run integer primary key references runs(id),
  content text not null,             -- JSON: runs, captures, events and wordings since the last one, and WARC files
  previous text,                     -- digest of the manifest before; null for the first
  digest text not null               -- sha256 of that digest and the content
);
create index articles_run on articles(run);
create index earlier_wordings_run on earlier_wordings(run);
"""
