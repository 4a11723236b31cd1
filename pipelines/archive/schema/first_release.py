"""The tables of the first release, as it wrote them; later releases change them in migrations of their own."""

SQL = """
create table editions (              -- one of the seven language editions of BelTA's site
  code text primary key,             -- ru be en de es pl zh
  name text not null,                -- the language, in English
  host text not null,                -- host of the canonical addresses
  language text not null,            -- BCP 47
  agency text not null,              -- the agency's name as this edition prints it
  healthy_day integer                -- fewest entries of an ordinary day; null until measured
) without rowid;

create table sections (              -- a rubric of an edition
  edition text not null references editions(code),
  slug text not null,                -- as in addresses
  label text,                        -- as printed; null where no page showed it
  topic text,                        -- one word across editions; null for a rubric met for the first time
  primary key (edition, slug)
) without rowid;

create table runs (                  -- one execution of one spider
  id integer primary key,
  spider text not null,              -- listings, revisits, captures
  arguments text not null,           -- JSON: what the person asked for
  versions text not null,            -- JSON: this project's readers and the libraries under them
  started_at text not null,
  ended_at text,                     -- null while at work, and for ever if the run was killed
  outcome text,                      -- complete, incomplete, not understood; null as above
  exit_status integer,               -- 0 complete, 3 incomplete, 4 not understood
  reason text                        -- in one sentence, where the outcome is not complete
);

create table run_counts (            -- a run's numbers per edition
  run integer not null references runs(id),
  edition text not null references editions(code),
  pages integer not null default 0,          -- listing pages read
  listed integer not null default 0,         -- distinct entries met on them
  new_entries integer not null default 0,    -- of these, never listed before
  requested integer not null default 0,      -- articles requested
  kept integer not null default 0,           -- articles written: new ones and new wordings
  unchanged integer not null default 0,      -- articles met again as they were
  not_understood integer not null default 0, -- pages no reader could read
  refused integer not null default 0,        -- requests the site refused or that failed
  gone integer not null default 0,           -- articles answered 404 or 410
  problems integer not null default 0,
  primary key (run, edition)
) without rowid;

create table captures (              -- one fetch, or one file taken in
  id integer primary key,
  run integer not null references runs(id),
  edition text references editions(code),
  url text,                          -- canonical address; null for a file that does not say
  source text not null,              -- address asked for, or file name, the record's offset behind #
  fetched_at text not null,          -- for a file, the latest moment at which that can have been
  status integer,                    -- HTTP status; null for a file that carries none
  content_type text,
  digest text not null,              -- sha256 of the bytes after content decoding
  size integer not null,             -- bytes after content decoding
  warc_file text,                    -- file under the captures folder that holds the bytes
  warc_offset integer                -- where its record begins
);
create index captures_source on captures(source);
create index captures_url on captures(url);
create index captures_run on captures(run);

create table articles (              -- an article as it stands now
  id integer primary key,
  key text not null unique,          -- edition/family/number/year; for a text without address, what it is known by
  edition text not null references editions(code),
  family text,                       -- number sequence: news, or the section for addresses without a year
  number integer,                    -- the article's number in the address
  year integer,                      -- the year in the address; part of its identity, for numbers began again
  url text,                          -- canonical address; null for a text capture without one
  section text,                      -- slug
  section_text text,                 -- rubric as printed; may name another section than the address
  headline text,
  words integer not null,            -- words of the body; for Chinese, characters
  language text,                     -- BCP 47: the edition's
  language_detected text,            -- BCP 47: of the text; null where it is too short to tell
  language_confidence real,          -- 0 to 1
  language_shares text,              -- JSON: share of each language in the letters that can be told
  published_text text,               -- the date as printed
  published_at text,                 -- null where no minute was printed or it could not be read
  published_local text,
  published_on text,
  published_from text,               -- the candidate that won, and by which rule
  dates_agree integer,               -- 0 where candidates contradict each other; null where there is but one
  modified_at text,
  dateline_text text,                -- MINSK, 19. September (BelTA) –
  dateline_place text,
  dateline_on text,
  agency text,                       -- the agency that signs: BelTA in all its spellings is one
  byline_text text,
  image_url text,
  image_caption text,
  update_note text,                  -- "to be continued", "updated 12:52" and the like, as printed
  end_mark text,                     -- -0-
  state text not null default 'live', -- live, gone
  first_seen_at text not null,
  last_seen_at text not null,
  last_checked_at text not null,
  gone_at text,
  revision integer not null,         -- the number of its present wording
  digest text not null,              -- sha256 of headline, lead and body as settled
  body_digest text not null,         -- sha256 of the body alone
  revised_at text not null,          -- when that wording was first seen
  reader text not null,              -- which page reader read it
  capture integer not null references captures(id), -- the capture it was read from
  run integer not null references runs(id),         -- the run that kept its present wording
  lead text,
  body text not null                 -- paragraphs separated by an empty line; dateline and end mark taken off;
                                     -- the last column, so that the others are read without it
);
create unique index articles_address on articles(edition, family, number, coalesce(year, 0)) where number is not null;
create index articles_published on articles(published_at);
create index articles_edition_published on articles(edition, published_at);
create index articles_edition_day on articles(edition, published_on);
create index articles_section on articles(edition, section, published_on);
create index articles_body_digest on articles(edition, body_digest);

create table earlier_wordings (      -- a wording that another has replaced; the present one is in articles
  article integer not null references articles(id),
  revision integer not null,
  seen_at text not null,             -- when it was first seen
  headline text,
  lead text,
  body text not null,
  digest text not null,
  reader text not null,
  capture integer not null references captures(id),
  run integer not null references runs(id),
  primary key (article, revision)
);

create view revisions as             -- every wording of every article; revision 1 is the first we have
select article, revision, seen_at, headline, lead, body, digest, reader, capture, run from earlier_wordings
union all
select id, revision, revised_at, headline, lead, body, digest, reader, capture, run from articles;

create table changes (               -- one graded difference between two revisions
  id integer primary key,
  article integer not null references articles(id),
  revision integer not null,         -- the later of the two
  field text not null,               -- headline, lead, body
  kind text not null,                -- typography, wording, figure, name, quotation, headline,
                                     -- paragraph added, paragraph removed
  before text,
  after text
);
create index changes_article on changes(article, revision);

create table events (                -- what happened to an article
  id integer primary key,
  article integer not null references articles(id),
  event text not null,               -- appeared, edited, moved, gone, soft 404, restored
  at text not null,
  detail text,
  capture integer references captures(id), -- the capture that shows it
  run integer not null references runs(id)
);
create index events_article on events(article);
create index events_event on events(event, at);

create table dates (                 -- every candidate date of an article
  id integer primary key,
  article integer not null references articles(id),
  source text not null,              -- listing, page, meta, feed, address, dateline, image
  text text not null,                -- as printed, or as in the mark-up or the address
  value text,                        -- Minsk time with its offset, or the day; null where it could not be read
  agrees integer,                    -- 0 where it contradicts the date that won
  capture integer references captures(id)
);
create unique index dates_article on dates(article, source, text);

create table people (                -- a person or an agency that signs
  id integer primary key,
  name text not null,                -- in the form in use: Ivan Ivanov, BelTA
  kind text not null,                -- person, agency
  unique (name, kind)
);

create table credits (               -- its part in an article
  id integer primary key,
  article integer not null references articles(id),
  person integer not null references people(id),
  role text not null,                -- author, correspondent, photographer, editor, columnist, interviewee, agency
  place integer not null,            -- 1 signs first
  text text not null                 -- as printed
);
create index credits_article on credits(article);
create index credits_person on credits(person);

create table images (                -- a picture of an article
  id integer primary key,
  article integer not null references articles(id),
  place integer not null,            -- 1 is the lead picture
  url text not null,
  caption text,
  credit text
);
create index images_article on images(article);

create table tags (                  -- BelTA's own tags
  id integer primary key,
  edition text not null references editions(code),
  text text not null,
  url text,
  unique (edition, text)
);

create table article_tags (
  article integer not null references articles(id),
  tag integer not null references tags(id),
  place integer not null,
  primary key (article, tag)
) without rowid;
create index article_tags_tag on article_tags(tag);

create table links (                 -- where a body leads: links in the text, embedded films and posts
  id integer primary key,
  article integer not null references articles(id),
  place integer not null,
  url text not null,
  text text not null,
  embed integer not null             -- 1 for an embedded film or post
);
create index links_article on links(article);

create table entries (               -- the ledger: an article that a listing named, and what became of it
  id integer primary key,
  edition text not null references editions(code),
  family text not null,
  number integer not null,
  year integer,
  url text not null,                 -- canonical address
  section text not null,             -- slug in the address
  section_text text,                 -- rubric printed beside it
  headline text,
  teaser text,
  time_text text,                    -- as printed, mostly HH:MM
  day_text text,                     -- the day separator above it, as printed
  feed_date_text text,               -- the date that a feed gives it, as printed
  listed_at text,                    -- time and day together, where both were printed and can be read
  listed_on text,                    -- the day, where it can be read
  image_url text,
  state text not null,               -- wanted, kept, not understood, refused, gone
  attempts integer not null default 0, -- requests of its article that did not end in kept
  reason text,                       -- why the last attempt did not, in words
  retry_at text,                     -- not to be tried again before this
  first_listed_at text not null,
  last_listed_at text not null,
  first_run integer not null references runs(id),
  article integer references articles(id)
);
create unique index entries_address on entries(edition, family, number, coalesce(year, 0));
create index entries_state on entries(edition, state);
create index entries_day on entries(edition, listed_on, state);
create index entries_article on entries(article);

create table walks (                 -- one walk down one listing, newest first
  id integer primary key,
  run integer not null references runs(id),
  edition text not null references editions(code),
  listing text not null,             -- all_news, a section's slug, or rss
  since_on text,                     -- the day down to which it was asked to go; null: to the end
  started_at text not null,
  ended_at text,                     -- null: broken off by a kill
  pages integer not null default 0,
  ended text                         -- settled ground, end of listing, first day asked, last page asked,
                                     -- cut, broken off, not understood
);
create index walks_run on walks(run);

create table placements (            -- where, and how long, an entry stood on a listing
  entry integer not null references entries(id),
  listing text not null,             -- all_news, or a section's slug
  first_seen_at text not null,
  last_seen_at text not null,
  first_page integer not null,       -- page on which it was first met
  last_page integer not null,
  best_place integer not null,       -- its highest place, counted from 1 at the top of page 1
  walk integer not null references walks(id), -- the last walk that passed it
  ground_on text,                    -- below it everything is listed down to this day; 0001-01-01: to the end
  primary key (entry, listing)
) without rowid;
create index placements_walk on placements(walk);

create table problems (              -- what was not understood
  id integer primary key,
  run integer not null references runs(id),
  edition text references editions(code),
  url text,
  step text not null,                -- reader, step or spider, in words
  text text,                         -- the words that were not understood
  message text not null,             -- what was expected and what was found
  capture integer references captures(id),
  article integer references articles(id),
  found_at text not null,
  resolved_at text
);
create index problems_run on problems(run);
create index problems_article on problems(article);
create index problems_step on problems(step);

create virtual table articles_fts using fts5(
  -- Search over prepared terms; rowid is articles.id. The first two columns hold the words as
  -- printed, in small letters, so that a plain sqlite3 finds exact words; the others hold stems, and
  -- pairs of characters for Chinese, as made by pipelines/archive/search.py.
  headline, body, headline_stems, body_stems,
  content = '',
  tokenize = "unicode61 remove_diacritics 0"
);

create table about (                 -- what this archive is
  key text primary key,
  value text not null,
  description text not null
) without rowid;

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
  sum(state <> 'kept' and state <> 'gone') as missing  -- listed, not known to be gone, and not in the archive
from entries
group by edition, listed_on;

create view numbers_missing as       -- ranges of numbers that no listing and no article ever showed
select edition, family, year, number + 1 as first_missing, next_number - 1 as last_missing,
       next_number - number - 1 as missing
from (
  select edition, family, year, number,
         lead(number) over (partition by edition, family, year order by number) as next_number
  from (
    select edition, family, year, number from entries
    union
    select edition, family, year, number from articles where number is not null
  )
)
where next_number > number + 1;
"""
