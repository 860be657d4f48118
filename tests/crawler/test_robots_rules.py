"""What robots.txt allows, by the wording and the examples of RFC 9309."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.robots_rules import MOST, product_of, rules_for

SITE = "https://monitor.org"
ALL = "User-agent: *\n"


def allows(robots: str | bytes, path: str, product: str = "harm-reports") -> bool:
    body = robots if isinstance(robots, bytes) else robots.encode()
    return rules_for(body, product).can_fetch(SITE + path, "*")


PATTERNS = [
    # a rule is the beginning of a path; an empty one is none
    ("Disallow: /a", "/a", False),
    ("Disallow: /a", "/ab/c?d", False),
    ("Disallow: /a", "/b/a", True),
    ("Disallow: /a/", "/a", True),
    ("Disallow: /a", "/A", True),
    ("Disallow:", "/a", True),
    ("Disallow: /", "/a", False),
    ("Disallow: /", "/robots.txt", True),
    ("Disallow: /?p=", "/?p=12", False),
    ("Disallow: /?p=", "/?page=12", True),
    # the longest match counts, and where two are as long, that which allows
    ("Allow: /a/b\nDisallow: /a", "/a/b/c", True),
    ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
    ("Allow: /a\nDisallow: /a/b", "/a/b/c", False),
    ("Allow: /a\nDisallow: /a", "/a", True),
    ("Disallow: /a\nAllow: /a", "/a", True),
    ("Allow: /p\nDisallow: /", "/page", True),
    ("Allow: /folder\nDisallow: /folder", "/folder/page", True),
    ("Allow: /page\nDisallow: /*.htm", "/page.htm", False),
    ("Allow: /page\nDisallow: /*.ph", "/page.php5", True),
    ("Allow: /$\nDisallow: /", "/", True),
    ("Allow: /$\nDisallow: /", "/page.htm", False),
    # * is anything, $ the end
    ("Disallow: *.gif$", "/images/a.gif", False),
    ("Disallow: *.gif$", "/images/a.gif?b", True),
    ("Disallow: /*/private", "/a/b/private/c", False),
    ("Disallow: /*/private", "/private", True),
    ("Disallow: /a*b*c$", "/aXbYc", False),
    ("Disallow: /a*b*c$", "/aXbYcd", True),
    ("Disallow: /a*b*c$", "/abc/abc", False),
    ("Disallow: /a***b", "/aXb", False),
    ("Disallow: /path/foo-$", "/path/foo-", False),
    ("Disallow: /path/foo-$", "/path/foo-a", True),
    ("Disallow: /path/foo-%24", "/path/foo-%24", False),
    ("Disallow: /path/file-with-a-%2A.html", "/path/file-with-a-*.html", False),
    ("Disallow: /path/file-with-a-%2A.html", "/path/file-with-a-x.html", True),
    ("Disallow: /a.b", "/axb", True),
    ("Disallow: /(a+)+$", "/aaaa", True),
    # however an address is written
    ("Disallow: /foo/bar/ツ", "/foo/bar/%E3%83%84", False),
    ("Disallow: /foo/bar/%E3%83%84", "/foo/bar/ツ", False),
    ("Disallow: /foo/bar/%e3%83%84", "/foo/bar/%E3%83%84", False),
    ("Disallow: /foo/bar/%62%61%7A", "/foo/bar/baz", False),
    ("Disallow: /foo/bar/baz", "/foo/bar/%62%61%7A", False),
    ("Disallow: /a%2Fb", "/a/b", True),
    ("Disallow: /a/b", "/a%2Fb", True),
    ("Disallow: /تقرير", "/%D8%AA%D9%82%D8%B1%D9%8A%D8%B1/", False),
    # however a line is written
    ("disallow : /a", "/a", False),
    ("  DISALLOW:/a  # because", "/a", False),
    ("Disallow: # /a", "/a", True),
    ("# Disallow: /a", "/a", True),
    ("Disallow /a", "/a", False),
    ("Dissallow: /a", "/a", False),
    ("Disallowed: /a", "/a", True),
    ("Noindex: /a", "/a", True),
    ("<html><body>Disallow: /a</body></html>", "/a", True),
]


@pytest.mark.parametrize(("rules", "path", "allowed"), PATTERNS)
def test_what_a_rule_is_about(rules: str, path: str, allowed: bool) -> None:
    assert allows(ALL + rules, path) is allowed


OURS = "User-agent: harm-reports\n"
OTHERS = "User-agent: x\n"
NO = "Disallow: /\n"
GROUPS = [
    ("no group", NO, True),
    ("nothing", "", True),
    ("anyone", ALL + NO, False),
    ("others", OTHERS + NO, True),
    ("ours", OURS + NO, False),
    ("ours in other case", "USER-AGENT: Harm-Reports\n" + NO, False),
    ("ours with a version", "User-agent: harm-reports/0.1\n" + NO, False),
    ("ours and not anyone's", ALL + NO + OURS + "Disallow:", True),
    ("the other order", OURS + "Allow: /\n\n" + ALL + NO, True),
    ("ours without a rule", ALL + NO + OURS, True),
    ("a part of our name", f"User-agent: harm\n{NO}User-agent: reports\n{NO}", True),
    ("more than our name", "User-agent: harm-reports-news\n" + NO, True),
    ("words of our user agent", f"User-agent: archive\n{NO}User-agent: of\n{NO}", True),
    ("ours twice", f"{OURS}Disallow: /b\n\n{OURS}{NO}", False),
    ("anyone twice", f"{ALL}Disallow: /b\n\n{OTHERS}{NO}\n{ALL}Disallow: /a", False),
    ("several names", f"{OTHERS}{OURS}User-agent: y\n{NO}", False),
    ("a gap within a group", f"{OURS}\n\n{NO}", False),
    ("a comment within a group", f"{OURS}# all\n{NO}", False),
    ("a sitemap within a group", f"{OURS}Sitemap: https://a.b/\n{NO}", False),
    ("what is unknown ends no group", f"{OURS}Noindex: /\n{OTHERS}{NO}", False),
    ("a delay is a rule", f"{ALL}Crawl-delay: 5\n{OTHERS}{NO}", True),
    ("a rule ends the names", f"{ALL}Disallow: /b\n{OTHERS}{NO}", True),
    ("no name", "User-agent:\n" + NO, True),
    ("anyone with more", "User-agent: * bots\n" + NO, False),
    ("without a colon", "User-agent *\nDisallow /", False),
    ("without a dash", "Useragent: *\n" + NO, False),
    ("Windows' lines", "User-agent: *\r\nDisallow: /\r\n", False),
    ("old Macs' lines", "User-agent: *\rDisallow: /\r", False),
    ("a paragraph's end is no line's", f"{ALL}Disallow: /x\u2029Disallow: /", True),
    ("a byte order mark", f"\ufeff{ALL}{NO}", False),
]


@pytest.mark.parametrize(
    ("robots", "allowed"), [case[1:] for case in GROUPS], ids=[case[0] for case in GROUPS]
)
def test_whom_a_group_is_about(robots: str, allowed: bool) -> None:
    assert allows(robots, "/a") is allowed


def test_bytes_that_are_no_utf8_are_compared_as_they_stand_in_addresses() -> None:
    robots = b"User-agent: *\nDisallow: /caf\xe9\n"
    assert not allows(robots, "/caf%E9/a")
    assert allows(robots, "/cafeteria")
    assert allows(bytes(range(256)) * 50, "/a")


@pytest.mark.parametrize(
    ("robots", "delay"),
    [
        ("Crawl-delay: 5", 5),
        ("Crawl-delay: 0.5", 0.5),
        ("crawl-delay:7 # seconds", 7),
        ("Crawl-delay: 2\nCrawl-delay: 9", 9),
        ("Disallow: /a\nCrawl-delay: 3\n\nUser-agent: *\nDisallow: /b", 3),
        ("Crawl-delay: 1000000000", 1e9),
        ("Crawl-delay: 0", 0),
        ("Crawl-delay: -5", None),
        ("Crawl-delay: nan", None),
        ("Crawl-delay: inf", None),
        ("Crawl-delay: 1e999", None),
        ("Crawl-delay: five", None),
        ("Crawl-delay:", None),
        ("User-agent: x\nDisallow: /\nUser-agent: y\nCrawl-delay: 5", None),
    ],
)
def test_a_delay_is_a_number_of_seconds(robots: str, delay: float | None) -> None:
    assert rules_for((ALL + robots).encode(), "harm-reports").crawl_delay("*") == delay


def test_half_a_megabyte_is_read_and_the_rest_left() -> None:
    rule, comment = "Disallow: /secret/\n", "# comment\n"
    room = MOST - len(ALL) - len(rule)
    before = ALL + comment * (room // len(comment))
    assert not allows(before + rule + comment * 200_000, "/secret/a")
    assert allows(before + comment * 10 + rule, "/secret/a")


def test_a_rule_on_which_the_limit_falls_is_left() -> None:
    start = ALL + "#" * (MOST - len(ALL) - 12) + "\n"
    assert allows(start + "Disallow: /secret/\n", "/a")
    assert allows("Disallow: /" * MOST, "/a")


@pytest.mark.parametrize(
    ("user_agent", "product"),
    [
        ("harm-reports/0.1 (archive of reports; desk@example.org)", "harm-reports"),
        ("Harm-Reports", "harm-reports"),
        ("my_bot 2.0", "my_bot"),
        ("2bot", ""),
        ("", ""),
    ],
)
def test_the_product_is_what_a_user_agent_begins_with(user_agent: str, product: str) -> None:
    assert product_of(user_agent) == product


HOSTILE = {
    "agents and rules": "".join(f"User-agent: b{n}\n" for n in range(17_000))
    + ALL
    + "".join(f"Disallow: /x{n}\n" for n in range(17_000)),
    "one agent": "User-agent: bot\n" * 30_000 + ALL + "Disallow: /x\n",
    "groups": "".join(f"User-agent: b{n}\nDisallow: /\n\n" for n in range(17_000)) + ALL,
    "wildcards": ALL + "".join(f"Disallow: /*a{n}*b*c$\n" for n in range(20_000)),
    "one pattern": ALL + "Disallow: /" + "*a" * 200_000 + "b$\n",
    "asterisks": ALL + "Disallow: /" + "*" * 400_000 + "x$\n",
    "blanks": ALL + "Disallow" + " " * 400_000 + ": /x\n",
    "agents' blanks": "User-agent" + " " * 400_000 + "x\n",
    "comments": ALL + "#" * 400_000 + "\n",
    "marks": "\ufeff" * 150_000 + ALL,
    "escapes": ALL + "Disallow: /" + "%61" * 150_000 + "\n",
}
PATHS = ("/a", "/" + "a" * 4_000, "/" + "ab" * 2_000, "/" + "%61" * 1_500)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_judged_all_the_same(name: str) -> None:
    """One that took time or memory of more than its length would not end here."""
    rules = rules_for(HOSTILE[name].encode(), "harm-reports")
    assert all(rules.can_fetch(SITE + path, "*") for path in PATHS)


LINES = st.lists(
    st.sampled_from(["User-agent: *", "User-agent: harm-reports", "Disallow: /", "Allow: /a*$", ""])
    | st.text(max_size=30),
    max_size=15,
).map("\n".join)


@given(st.binary(max_size=300) | LINES.map(lambda text: text.encode("utf-8", "replace")))
def test_whatever_a_server_sends_has_a_meaning(body: bytes) -> None:
    rules = rules_for(body, "harm-reports")
    assert rules.can_fetch(f"{SITE}/a", "*") in {True, False}
    assert (rules.crawl_delay("*") or 0) >= 0
