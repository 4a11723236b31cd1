"""What does an archive need so that every question of `data/metadata.yaml` is answered at once, however large it is?

Measured on a million articles: each index by an article's number, month, place or agency costs 20 to 35 MB and one or
two microseconds of the 300 that keeping an article takes; the partial ones hold few rows and cost next to nothing.
"""

SQL = """
-- Sections and languages by month, without reading an article.
create index articles_month on articles(edition, substr(published_on, 1, 7), section, language_detected);

-- The articles of a section in the order of time; before, they were in the order of days.
drop index articles_section;
create index articles_section on articles(edition, section, published_at);

create index articles_place on articles(edition, dateline_place, published_on) where dateline_place is not null;
create index articles_agency on articles(edition, agency, published_on) where agency is not null;

-- What few articles are, each in the order in which it is told.
create index articles_contradicted on articles(published_at) where dates_agree = 0;
create index articles_gone on articles(gone_at) where state = 'gone';
create index articles_edited on articles(revised_at) where revision > 1;
create index articles_without_minute on articles(edition, published_on) where published_at is null;
create index articles_in_another_language on articles(published_at)
where substr(language_detected || '-', 1, instr(language_detected || '-', '-'))
   <> substr(language || '-', 1, instr(language || '-', '-'));
create index problems_open on problems(step, message) where resolved_at is null;

-- How long an entry is known to have stood on the listing of all news.
create index placements_longest on placements(julianday(last_seen_at) - julianday(first_seen_at))
where listing = 'all_news';

-- Numbers in their order, to see which are missing.
create index entries_sequence on entries(edition, year, family, number);
create index articles_sequence on articles(edition, year, family, number) where number is not null;

drop view numbers_missing;
create view numbers_missing as       -- ranges of numbers that no listing and no article ever showed
select
  edition, family, year,
  number + 1 as first_missing,
  next_number - 1 as last_missing,
  next_number - number - 1 as missing
from (
  select edition, family, year, number,
    min(ifnull(next_entry, next_article), ifnull(next_article, next_entry)) as next_number
  from (
    select known.edition, known.family, known.year, known.number,
      (select min(e.number) from entries e
       where e.edition = known.edition and e.year is known.year and e.family = known.family
         and e.number > known.number) as next_entry,
      (select min(a.number) from articles a
       where a.edition = known.edition and a.year is known.year and a.family = known.family
         and a.number > known.number and a.number is not null) as next_article
    from (
      select edition, family, year, number from entries
      union all
      select edition, family, year, number from articles
      where number is not null and not exists (
        select 1 from entries e
        where e.edition = articles.edition and e.year is articles.year and e.family = articles.family
          and e.number = articles.number
      )
    ) known
    -- The first number behind each that was never seen: most have their next one, and are passed at once.
    where not exists (
        select 1 from entries e
        where e.edition = known.edition and e.year is known.year and e.family = known.family
          and e.number = known.number + 1
      )
      and not exists (
        select 1 from articles a
        where a.edition = known.edition and a.year is known.year and a.family = known.family
          and a.number = known.number + 1 and a.number is not null
      )
  )
)
where next_number is not null;
"""
