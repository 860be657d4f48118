"""Scrapy's settings, only where they differ from its defaults; docs/settings.md tells users."""

import os

from scrapy.settings import default_settings

BOT_NAME = "harm-reports"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
COMMANDS_MODULE = "crawler.commands"
# A publisher needs a seed file only: no spider module has to be written or registered.
SPIDER_LOADER_CLASS = "crawler.spiders.loader.SeedSpiderLoader"

# Ours; these can be set by an environment variable of the same name too.
DATABASE_URL = os.environ.get("DATABASE_URL", "sqlite:///data/reports.sqlite")
ARCHIVE_DIR = os.environ.get("ARCHIVE_DIR", "data/archive")
CONTACT = os.environ.get("CONTACT", "")
NOTIFY_COMMAND = os.environ.get("NOTIFY_COMMAND", "")
NOTIFY_WEBHOOK = os.environ.get("NOTIFY_WEBHOOK", "")
NOTIFY_WHEN = os.environ.get("NOTIFY_WHEN", "problem")
# Seconds that a command or a webhook may take; the crawl's lock is held meanwhile.
NOTIFY_TIMEOUT = 30
# Seconds a host may ask us to wait (Retry-After, Crawl-delay); what asks for more waits for the
# next crawl.
RETRY_AFTER_MAX = 300
# A file of this size copies and opens in reasonable time; the next captures go to another one.
WARC_MAX_BYTES = 1024 * 1024 * 1024

# What reads pages and claims: a second worker goes on while the first is held up by a page.
PARSE_WORKERS = 2
# Seconds and bytes that reading one page may take; the usual page takes 0.02 s and 5 MB.
PARSE_TIMEOUT = 10
PARSE_MEMORY = 128 * 1024 * 1024

# Manners: monitors' sites are small, and a crawl has all night.
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0
# Nothing here needs a session; a cookie would make one visit depend on another.
COOKIES_ENABLED = False
REFERRER_POLICY = "no-referrer"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en",
    # Not br and zstd, which Scrapy would ask for: tools that check and show captures read gzip.
    "Accept-Encoding": "gzip, deflate",
}

# A page that takes longer is worth a later try; nothing else of its host is asked for meanwhile.
DOWNLOAD_TIMEOUT = 15
HEADERS_TIMEOUT = 10
# With its redirects and new tries; the next crawl tries again.
PAGE_TIMEOUT = 30
# Servers send some 2 kB; nginx takes no more than 32 kB of a client.
HEADERS_MAX_BYTES = 65_536
# Sitemaps come near 10 MB. As served, and unpacked; eight at a time must fit into 400 MB of memory.
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024
# Report pages are 300 kB. As a tree a page takes up to 54 times its bytes (measured: attributes).
PAGE_MAX_BYTES = 4_000_000
# Browsers follow 20; a page that needs more than some is a trap.
REDIRECT_MAX_TIMES = 10
# Browsers of old took no more; the longest addresses of reports, Arabic ones, have 1,300.
URLLENGTH_LIMIT = 2_083
# A week, and more answers than any publisher has: a crawl that nobody looks after comes to an end.
CLOSESPIDER_TIMEOUT = 604_800
CLOSESPIDER_PAGECOUNT = 1_000_000
# For each source of a publisher: sites can name pages without end.
SOURCE_MAX_REQUESTS = 10_000
SOURCE_MAX_URLS = 200_000
SOURCE_MAX_DEPTH = 10
# Traps lead on without naming reports; no site has so many tags in a row that bring nothing.
SOURCE_MAX_BARREN = 1_000
# What a complete source lacks is some hundred reports, or made up. What is more comes by and by: an
# archive of 100,000 in seven crawls, since as many as are stored already are taken, too.
SOURCE_MAX_EXTRA = 1_000
# Calendars and sessions have addresses without end; reports come before so many that are none.
SHAPE_MAX_MISSES = 200
# An unverified page is no evidence; Scrapy's default is False.
DOWNLOAD_VERIFY_CERTIFICATES = True
# What gives up is recorded with its reason; an ERROR line would say it twice.
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"
# Each meta refresh seen on these sites is a challenge page.
METAREFRESH_ENABLED = False
# We read statuses ourselves: what a 404 means is a page's state.
HTTPERROR_ALLOW_ALL = True

# Both open a port that runs Python.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
# Even what is set to None is loaded: these two with aiohttp and requests, 20 MB and half a second.
EXTENSIONS_BASE = dict(default_settings.EXTENSIONS_BASE)
del EXTENSIONS_BASE["scrapy.extensions.remote_control.RemoteControl"]
DOWNLOADER_MIDDLEWARES_BASE = dict(default_settings.DOWNLOADER_MIDDLEWARES_BASE)
# Cookies switched on would fetch a list of domains from elsewhere, too.
del DOWNLOADER_MIDDLEWARES_BASE["scrapy.downloadermiddlewares.cookies.CookiesMiddleware"]

# No other scheme is a web page, and a file of this machine least of all.
DOWNLOAD_HANDLERS = {
    "http": "crawler.downloading.LimitedHandler",
    "https": "crawler.downloading.LimitedHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
# Connections go to the open internet only, whatever a name resolves to.
TWISTED_DNS_RESOLVER = "crawler.resolving.PublicResolver"
# A proxy would choose the address that is connected to, and its password would go with requests.
HTTPPROXY_ENABLED = False

DOWNLOADER_MIDDLEWARES = {
    # Nothing here has a password to send.
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    # Ours knows origins and mirrors.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "crawler.address_length.AddressLengthMiddleware": 40,
    "crawler.middlewares.SiteMiddleware": 50,
    # Ours holds requests back while robots.txt is on its way.
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.robots.RobotsMiddleware": 100,
    # On the downloader's side of RetryMiddleware (550), whose retry it delays.
    "crawler.waiting.RetryAfterMiddleware": 560,
    # Ours refuses half a body.
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.unpacking.UnpackMiddleware": 590,
    # Before RedirectMiddleware (600), which would log and follow what it refuses.
    "crawler.middlewares.AddressMiddleware": 900,
    # The rest of the way sees a copy as what it is a copy of.
    "crawler.capturing.WaybackMiddleware": 930,
    # As served: before redirects are followed and bodies unpacked.
    "crawler.capturing.CaptureMiddleware": 940,
    # Next to the downloader: a replayed answer goes the way of a fetched one.
    "crawler.capturing.ReplayMiddleware": 950,
}
SPIDER_MIDDLEWARES = {
    # Ours tells what it leaves out.
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "crawler.frontier.LedgerMiddleware": 900,
}
ITEM_PIPELINES = {
    "pipelines.validate.ValidatePipeline": 100,
    "pipelines.normalize.NormalizePipeline": 200,
    # Before store, which takes out what would tell that the site has changed.
    "pipelines.measure.MeasurePipeline": 250,
    "pipelines.read_claims.ClaimsPipeline": 300,
    # Nothing waits here: what is compared with the stored rows is stored in one go.
    "pipelines.store.StorePipeline": 500,
}
EXTENSIONS = {
    "crawler.extensions.CrawlRecord": 100,
    # After the crawl's row is made, and after it is closed.
    "crawler.sealing.Sealing": 150,
    "crawler.progress.Progress": 200,
    # Its line a minute is the progress line's.
    "scrapy.extensions.logstats.LogStats": None,
}

# INFO tells of the crawl and its sources; a line a page is DEBUG.
LOG_LEVEL = "INFO"
LOG_FORMATTER = "crawler.log_lines.LogLines"
LOG_FORMAT = "%(asctime)s %(levelname)s %(message)s"
# Dumped at the end they would bury the summary.
STATS_DUMP = False
FEED_EXPORT_ENCODING = "utf-8"
USER_AGENT = "harm-reports/0.1 (archive of reports of civilian harm)"
