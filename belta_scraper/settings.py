"""How do we behave as a guest, and what is done with what we read? `ITEM_PIPELINES` is the recipe.

Each departure from a Scrapy default names the default and the reason.
"""

from os import environ
from pathlib import Path

BOT_NAME = "belta_archive"
SPIDER_MODULES = ["belta_scraper.spiders"]
COMMANDS_MODULE = "belta_scraper.commands"

# --- What is kept, and where -----------------------------------------------------------------------

_DATA = Path(__file__).parent.parent / "data"
ARCHIVE = environ.get("BELTA_ARCHIVE") or str(_DATA / "belta.db")  # the SQLite file
CAPTURES = environ.get("BELTA_ARCHIVE_CAPTURES") or str(_DATA / "captures")  # the folder of WARC files
CAPTURE_RESPONSES = "all"  # or none, or some of articles,listings,other: which answers are kept to the byte
CAPTURE_FILE_MB = 1000  # a WARC file that has grown so large is followed by another
ARCHIVE_BATCH = 20  # items a transaction holds at most; what a kill costs is fetched again
ARCHIVE_BATCH_SECONDS = 2.0  # or as many seconds

CLOCK_CHECK = True  # a run whose clock is behind the archive's last record is refused

MEMORY = "pipelines.archive.ledger.Ledger"  # what spiders ask about the past

ITEM_PIPELINES = {
    "pipelines.text.TidyText": 100,
    "pipelines.languages.SettleLanguage": 200,
    "pipelines.dates.ReadDates": 300,
    "pipelines.datelines.TakeDateline": 400,
    "pipelines.bylines.ReadBylines": 500,
    "pipelines.sections.SettleSection": 600,
    "pipelines.archive.keep.KeepInArchive": 900,
}

EXTENSIONS = {
    "belta_scraper.ending.EndAtOnce": 50,
    "pipelines.archive.captures.KeepCaptures": 100,
    "belta_scraper.statistics.Statistics": 400,
    "belta_scraper.progress.Progress": 500,
    "scrapy.extensions.logstats.LogStats": None,  # Progress says it per edition, and in our words
    "pipelines.archive.runs.KeepRuns": 900,
}

# --- Where an edition answers ----------------------------------------------------------------------

EDITION_ORIGINS: dict[str, str] = {}  # {"de": "http://127.0.0.1:8004"}: a replica, a replay, a mirror

# --- How far and how fast --------------------------------------------------------------------------

REVISIT_LADDER = "2h:15m 1d:2h 7d:1d 60d:14d ever:180d"  # articles younger than 2 hours every 15 minutes, and so on
REVISITS_AT_MOST = 500  # known articles of an edition that one run looks at again
GONE_AFTER_LOOKS = 3  # an article is gone when as many looks in a row did not find it
GONE_AFTER_HOURS = 24.0  # over at least as many hours

PAGES_AT_MOST = 1000  # listing pages with new entries that one walk reads: a pager may have no end

# Who we are and how to reach the operator, who says so in the environment.
USER_AGENT = f"belta-archive/0.2 (news archive; operator: {environ.get('BELTA_ARCHIVE_CONTACT', 'not named')})"
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # default 8: one request at a time
DOWNLOAD_DELAY = 1.0  # default 0
DOWNLOAD_DELAY_JITTER = 0.5  # default 0
AUTOTHROTTLE_ENABLED = True  # default False: a host that answers slowly is asked more slowly
AUTOTHROTTLE_START_DELAY = 1.0  # default 5: our own pause
AUTOTHROTTLE_MAX_DELAY = 60.0

DOWNLOADER_MIDDLEWARES = {
    "belta_scraper.courtesy.StayWithBelta": 50,
    "belta_scraper.courtesy.LeaveAlone": 60,
    "belta_scraper.courtesy.ObeyRobots": 100,
    "belta_scraper.courtesy.WaitWhenAsked": 550,
    "belta_scraper.courtesy.WholeBodies": 595,
    # Replaced by these; courtesy.py says what each of them does not do.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
}
ROBOTSTXT_OBEY = True  # default False; read by nobody here but by people: ObeyRobots always does
RETRY_TIMES = 3  # default 2
RETRY_HTTP_CODES = [408, 429, 500, 502, 503, 504, 522, 524]
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # default ERROR; the ledger and the report tell it
RETRY_WAIT = 5.0  # seconds before the first further try, doubled at each; Scrapy does not wait
RETRY_WAIT_AT_MOST = 600.0  # a host that asks for longer is left alone until the next run
DOWNLOAD_TIMEOUT = 30  # default 180
DOWNLOAD_MAXSIZE = 4 * 2**20  # default 1 GiB; a page of the site has a quarter of a megabyte at most
DOWNLOAD_WARNSIZE = 0
HTTPERROR_ALLOW_ALL = True  # default False: what a 404 or a 503 means for an entry is for us to say
REDIRECT_MAX_TIMES = 5  # default 20
METAREFRESH_ENABLED = False  # default True: it follows at once, wherever that leads
COOKIES_ENABLED = False  # default True: none is needed to read, and a jar asks the network for suffix lists
HTTPPROXY_ENABLED = False  # default True: a proxy in the environment would see every address
DOWNLOAD_VERIFY_CERTIFICATES = True  # default False
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}  # a link may name them
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": None,  # default "en", which would be sent to every edition
    "Accept-Encoding": "gzip, deflate",  # default adds br and zstd, which WARC tools cannot unpack
}
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # default swallows requests; the ledger knows what is owed

# --- Doors that stay shut --------------------------------------------------------------------------

TELNETCONSOLE_ENABLED = False  # default True
REMOTE_CONTROL_ENABLED = False  # default True: it runs what is sent to it

# --- What a person sees ----------------------------------------------------------------------------

ADDONS = {"belta_scraper.log.HarmlessLog": 0}  # no text from outside can forge a line of the log

# Default DEBUG, which would bury the report. 25 is NOTICE (belta_scraper.log): warnings, and how far the run is.
LOG_LEVEL = 25
# Seconds between two lines that say how far the run is, in LOG_FILE, or on stderr where that is no terminal; 0: none.
LOGSTATS_INTERVAL = 60.0
DEFAULT_DROPITEM_LOG_LEVEL = "INFO"
MEMUSAGE_LIMIT_MB = 1500  # default 0, no limit

# --- Being told ------------------------------------------------------------------------------------

# From the environment: a command line, which might hold a secret, can be read by everybody on the machine.
TELL_URL = environ.get("BELTA_TELL_URL", "")  # a webhook: gets a POST of JSON, with the outcome and the report
TELL_COMMAND = environ.get("BELTA_TELL_COMMAND", "")  # such as: mail -s "BelTA archive" operator@example.org
TELL_WHEN = environ.get("BELTA_TELL_WHEN", "not complete")  # or never, or always
TELL_TIMEOUT = 30.0  # seconds after which either is given up
