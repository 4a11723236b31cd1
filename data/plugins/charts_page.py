"""What do the charts of an archive show: how much, of what, how whole, how changed, how late, in which language?

`/<archive>/-/charts` draws them, of one edition or of all, from a day to another. A day is complete where
a walk went down past it after its end and nothing that was listed is missing; everything else is hatched,
so that a gap in our crawling is not taken for silence of the agency.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from datasette import NotFound, Response, hookimpl
from datasette.app import Datasette
from datasette.database import Database, QueryInterrupted
from datasette.utils import tilde_decode
from datasette.utils.asgi import Request

from belta_scraper.editions import EDITIONS
from pipelines.archive.complete_days import MISSING, WALKS, CompleteDays

DAYS, DAYS_AT_MOST = 60, 400
MONTHS = 24
RUNS = 60
TOPICS = 7
PATIENCE = 900
"""Milliseconds for one chart."""

Row = dict[str, Any]
Chart = dict[str, Any]

DAYS_OF_ARTICLES = """
select min((select min(published_on) from articles a where a.edition = e.code)) as first_day,
  max((select max(published_on) from articles a where a.edition = e.code)) as last_day
from editions e where :edition = '' or e.code = :edition
"""
DAILY = """
select edition, published_on as day, count(*) as articles from articles
where edition in (select code from editions where :edition = '' or code = :edition)
  and published_on between :since and :until
group by edition, published_on
"""
SECTIONS = """
select a.month, coalesce(s.topic, a.section, 'no section') as topic, sum(a.articles) as articles
from (
  select edition, substr(published_on, 1, 7) as month, section, count(*) as articles from articles
  where edition in (select code from editions where :edition = '' or code = :edition)
    and substr(published_on, 1, 7) between substr(:since, 1, 7) and substr(:until, 1, 7)
  group by edition, substr(published_on, 1, 7), section
) a left join sections s on s.edition = a.edition and s.slug = a.section
group by a.month, topic
"""
EVENTS = """
select substr(v.at, 1, 7) as month, v.event, count(*) as times
from events v cross join articles a on a.id = v.article
where v.event in ('edited', 'gone', 'restored') and v.at >= substr(:since, 1, 7) and v.at < date(:until, '+1 month')
  and (:edition = '' or a.edition = :edition)
group by month, v.event
"""
DELAYS = """
select case
    when minutes < 0 then 0 when minutes < 10 then 1 when minutes < 30 then 2 when minutes < 60 then 3
    when minutes < 180 then 4 when minutes < 720 then 5 when minutes < 1440 then 6 when minutes < 10080 then 7 else 8
  end as late, count(*) as articles
from (
  select (julianday(first_seen_at) - julianday(published_at)) * 1440 as minutes from articles
  where edition in (select code from editions where :edition = '' or code = :edition)
    and published_at >= date(:since, '-1 day') and published_at < date(:until, '+1 day')
    and published_on between :since and :until
)
group by late
"""
LATE = (
    "before",
    "under 10 min",
    "10–30 min",
    "30–60 min",
    "1–3 h",
    "3–12 h",
    "12–24 h",
    "1–7 days",
    "later",
)
LANGUAGES = """
select substr(published_on, 1, 7) as month, coalesce(language_detected, 'not told') as told, count(*) as articles
from articles
where edition = 'be' and substr(published_on, 1, 7) between substr(:since, 1, 7) and substr(:until, 1, 7)
group by month, told
"""
RUN_HEALTH = """
select r.id, r.started_at, r.spider, coalesce(r.outcome, 'did not end') as outcome, coalesce(sum(c.kept), 0) as kept
from (select * from runs order by id desc limit :runs) r
left join run_counts c on c.run = r.id and (:edition = '' or c.edition = :edition)
group by r.id order by r.id
"""
OUTCOMES = ("complete", "incomplete", "not understood", "did not end")


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    return [(r"^/(?P<database>[^/]+)/-/charts$", charts_page)]


async def charts_page(datasette: Datasette, request: Request) -> Response:
    """All charts of an archive; those that took too long are named instead."""
    name = tilde_decode(request.url_vars["database"])
    if name not in datasette.databases or not datasette.metadata("archive", database=name, fallback=False):
        raise NotFound(f"There is no archive called {name}.")
    await datasette.ensure_permissions(request.actor, [("view-database", name), "view-instance"])
    database = datasette.get_database(name)
    edition = request.args.get("edition") or ""
    if edition not in EDITIONS:
        edition = ""
    (days,) = await _rows(database, DAYS_OF_ARTICLES, {"edition": edition})
    until = _day(request.args.get("until")) or _day(days["last_day"])
    begin = _day(days["first_day"]) or date.min
    given = _day(request.args.get("since"))
    drawn: list[Chart] = []
    late: list[str] = []
    if until is not None:
        codes = [edition] if edition else list(EDITIONS)
        walks, missing = [[tuple(row.values()) for row in await _rows(database, sql, {})] for sql in (WALKS, MISSING)]
        complete = CompleteDays(walks, missing)
        # Unless somebody asks, nothing is drawn of the time before the archive begins.
        since_day = given or max(begin, until - timedelta(days=DAYS - 1))
        since_day = max(since_day, until - timedelta(days=DAYS_AT_MOST - 1))
        daily = Asked(codes, complete, since_day, until)
        monthly = Asked(codes, complete, given or max(begin, _months_before(until, MONTHS - 1)), until)
        for title, sql, asked, draw in (
            ("Articles per day", DAILY, daily, _daily),
            ("Sections over time", SECTIONS, monthly, _sections),
            ("Edits and deletions over time", EVENTS, monthly, _events),
            ("Delay between publication and first sight", DELAYS, daily, _delays),
            ("Languages of the Belarusian edition", LANGUAGES, monthly, _languages),
            ("Run health", RUN_HEALTH, daily, _runs),
        ):
            span = {"since": asked.since.isoformat(), "until": until.isoformat()}
            try:
                drawn += draw(await _rows(database, sql, {"edition": edition, "runs": RUNS, **span}), asked)
            except QueryInterrupted:
                late.append(title)
    context = {
        "database": database.name,
        "metadata": datasette.metadata(database=name) or {},
        "charts": drawn,
        "late": late,
        "edition": edition,
        "since": given.isoformat() if given else "",
        "until": until.isoformat() if until else "",
    }
    return Response.html(await datasette.render_template("charts.html", context, request=request))


async def _rows(database: Database, sql: str, asked: Row) -> list[Row]:
    results = await database.execute(sql, asked, custom_time_limit=PATIENCE, page_size=100_000)
    return [dict(row) for row in results.rows]


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _months_before(day: date, months: int) -> date:
    place = day.year * 12 + day.month - 1 - months
    return date(max(1, place // 12), place % 12 + 1, 1)


class Asked(NamedTuple):  # no dataclass: Datasette loads a plugin as a module that Python does not know by name
    """Of which editions, and from which day to which."""

    codes: Sequence[str]
    complete: CompleteDays
    since: date
    until: date

    @property
    def days(self) -> list[date]:
        return [self.since + timedelta(days=n) for n in range((self.until - self.since).days + 1)]

    @property
    def months(self) -> list[str]:
        count = (self.until.year - self.since.year) * 12 + self.until.month - self.since.month
        return [_months_before(self.until, n).isoformat()[:7] for n in range(max(0, count), -1, -1)]

    def incomplete_months(self, codes: Iterable[str]) -> list[bool]:
        codes = list(codes)
        incomplete = set()
        for day in self.days:
            month = day.isoformat()[:7]
            if month not in incomplete and not all(self.complete(code, day.isoformat()) for code in codes):
                incomplete.add(month)
        return [month in incomplete for month in self.months]


def _daily(rows: list[Row], asked: Asked) -> list[Chart]:
    """One chart for each edition: together, the smaller ones could not be seen."""
    days = asked.days
    counted = {(row["edition"], row["day"]): row["articles"] for row in rows}
    charts = []
    for code in asked.codes:
        values = [counted.get((code, day.isoformat()), 0) for day in days]
        if not any(values) and len(asked.codes) > 1:
            continue
        incomplete = [not asked.complete(code, day.isoformat()) for day in days]
        charts.append(
            _chart(
                f"days-{code}",
                f"Articles per day: {EDITIONS[code].name}",
                f"{sum(values):,} articles on {len(days)} days; {sum(incomplete)} days are not complete.",
                ("day of publication in Minsk", "articles"),
                _ticked([(day.isoformat(), f"{day.day}.{day.month}.") for day in days]),
                {"articles": values},
                incomplete,
            )
        )
    return charts


def _sections(rows: list[Row], asked: Asked) -> list[Chart]:
    months = asked.months
    totals = Counter[str]()
    for row in rows:
        totals[row["topic"]] += row["articles"]
    first = [topic for topic, _ in totals.most_common(TOPICS)]
    layers: dict[str, list[int]] = {topic: [0] * len(months) for topic in [*first, "all others"]}
    for row in rows:
        layers[row["topic"] if row["topic"] in first else "all others"][months.index(row["month"])] += row["articles"]
    walked = [code for code in asked.codes if asked.complete.walked(code)]
    return [
        _chart(
            "sections",
            "Sections over time",
            f"{totals.total():,} articles; most are on {', '.join(first[:3]) or 'nothing'}.",
            ("month of publication", "articles"),
            _ticked([(month, month) for month in months]),
            layers,
            asked.incomplete_months(walked or asked.codes),
        )
    ]


def _events(rows: list[Row], asked: Asked) -> list[Chart]:
    months = asked.months
    layers = {name: [0] * len(months) for name in ("edited", "gone", "restored")}
    for row in rows:
        if row["month"] in months:
            layers[row["event"]][months.index(row["month"])] += row["times"]
    told = ", ".join(f"{sum(values):,} times {name}" for name, values in layers.items())
    return [
        _chart(
            "events",
            "Edits and deletions over time",
            f"{told}. What changed before we first came, or between two visits and back, is not seen.",
            ("month in which we saw it", "events"),
            _ticked([(month, month) for month in months]),
            layers,
            [False] * len(months),
        )
    ]


def _delays(rows: list[Row], asked: Asked) -> list[Chart]:
    counted = {row["late"]: row["articles"] for row in rows}
    values = [counted.get(place, 0) for place in range(len(LATE))]
    whole, soon = sum(values), sum(values[:4])
    told = f"{soon / whole:.0%} of {whole:,} articles were first seen within an hour" if whole else "None has a minute"
    return [
        _chart(
            "delays",
            "Delay between publication and first sight",
            f"From {asked.since} to {asked.until}: {told}.",
            ("from the published minute to the first capture", "articles"),
            [(label, label) for label in LATE],
            {"articles": values},
            [False] * len(LATE),
        )
    ]


def _languages(rows: list[Row], asked: Asked) -> list[Chart]:
    if "be" not in asked.codes:
        return []
    months = asked.months
    names = {"be": "Belarusian", "ru": "Russian", "not told": "too short to tell"}
    layers = {name: [0] * len(months) for name in (*names.values(), "another")}
    for row in rows:
        layers[names.get(row["told"].partition("-")[0], "another")][months.index(row["month"])] += row["articles"]
    whole, russian = sum(map(sum, layers.values())), sum(layers["Russian"])
    told = f"{russian / whole:.0%} of {whole:,} articles are in Russian" if whole else "It has no article in this time"
    return [
        _chart(
            "languages",
            "Languages of the Belarusian edition",
            f"{told}.",
            ("month of publication", "articles"),
            _ticked([(month, month) for month in months]),
            layers,
            asked.incomplete_months(["be"]),
        )
    ]


def _runs(rows: list[Row], _: Asked) -> list[Chart]:
    outcomes = Counter(row["outcome"] for row in rows)
    told = ", ".join(f"{outcomes[outcome]} {outcome}" for outcome in OUTCOMES if outcomes[outcome])
    return [
        _chart(
            "runs",
            "Run health",
            f"The last runs: {told or 'none'}. A run that kept nothing has no bar.",
            ("run, by the day on which it began", "articles kept"),
            _ticked(
                [
                    (f"run {row['id']}, {row['started_at'][:10]}, {row['outcome']}", row["started_at"][:10])
                    for row in rows
                ]
            ),
            {outcome: [row["kept"] * (row["outcome"] == outcome) for row in rows] for outcome in OUTCOMES},
            [row["outcome"] != "complete" for row in rows],
        )
    ]


def _ticked(labels: Sequence[tuple[str, str]], at_most: int = 8) -> list[tuple[str, str]]:
    """Labels of bars with what is printed under them; of many, under some."""
    every = -(-len(labels) // at_most)
    return [(label, tick if n % every == 0 else "") for n, (label, tick) in enumerate(labels)]


def _chart(
    key: str,
    title: str,
    summary: str,
    axes: tuple[str, str],
    labels: Sequence[tuple[str, str]],
    layers: dict[str, list[int]],
    incomplete: Sequence[bool],
) -> Chart:
    shown = {name: values for name, values in layers.items() if any(values)} or dict(list(layers.items())[:1])
    return {
        "key": key,
        "title": title,
        "summary": summary,
        "x_label": axes[0],
        "y_label": axes[1],
        "layers": [{"name": name, "values": values} for name, values in shown.items()],
        "bars": [
            {"label": label, "tick": tick, "incomplete": hatched}
            for (label, tick), hatched in zip(labels, incomplete, strict=True)
        ],
    }
