"""``scrapy verify``: whether what is stored is what was written."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import asdict
from scrapy.exceptions import UsageError
from sqlalchemy.orm import Session
from tqdm import tqdm

from crawler.database_command import DatabaseCommand
from crawler.outcome import Ending
from crawler.seed_table import SeedError
from storage.verified_rows import totals

if TYPE_CHECKING:
    # Every command loads this module, and these take as long to load as all else.
    from crawler.rereading.verifying import Verdict

HELP = """\
Reads every capture in ARCHIVE_DIR and every text in the database: each capture against its
SHA-256, each manifest against its files, its crawl and the manifest before it, each text against
its fingerprint, all manifests that ever named it, the moments of its captures, and what its first
capture gives by the rules of today; the claims of each text against what is read from it. Words may
change in a re-extraction alone. Where newer rules read other words than those stored, that is told
as "older extractor" and is no damage; nor are claims that an older reader read.

Whoever can write in both places, archive and database, could write everything anew. Keep the
digests at the end of the output elsewhere: a manifest with that digest proves all before it.

Exit status: 0 intact, 2 wrong usage, 4 something is damaged, or the database cannot be read.
"""
SHOWN = 20
"""Texts of an older extractor that are listed; --json has all."""


class Command(DatabaseCommand):
    """Reads the database and the archive; never writes."""

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Check that captures, texts and manifests are as they were written"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = HELP
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        group = parser.add_argument_group("Verify")
        group.add_argument("--json", action="store_true", help="the same as one JSON object")

    def read(self, session: Session, args: list[str], opts: argparse.Namespace) -> str:
        if args:
            raise UsageError(f"takes no arguments (given: {' '.join(args)})", print_help=False)
        from crawler.rereading.verifying import verify  # noqa: PLC0415 -- slow to load

        counts = totals(session)
        work = counts.captures + counts.manifests + counts.versions
        folder = Path(self.settings["ARCHIVE_DIR"])
        with tqdm(total=work, desc="verify", disable=not sys.stderr.isatty()) as bar:
            try:
                verdict = verify(session, folder, bar.update)
            except SeedError as error:
                raise UsageError(str(error), print_help=False) from error
        if verdict.damages:
            self.exitcode = Ending.STORAGE_FAILED.value
        return _as_json(verdict) if opts.json else _as_text(verdict)


def _as_json(verdict: Verdict) -> str:
    plain = {
        "intact": not verdict.damages,
        "checked": asdict(verdict.checked),
        "damage": [asdict(damage) for damage in verdict.damages],
        **asdict(verdict.unproven),
        "newest_manifests": [asdict(newest) for newest in verdict.newest],
    }
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _as_text(verdict: Verdict) -> str:
    checked, unproven = verdict.checked, verdict.unproven
    older = unproven.older_extractor
    counted = f"{checked.captures} captures, {checked.manifests} manifests"
    lines = [
        f"{counted} and {checked.versions} texts checked",
        *(f"DAMAGE {damage.line}" for damage in verdict.damages),
        *(f"older extractor: version {where}" for where in older[:SHOWN]),
    ]
    if len(older) > SHOWN:
        lines.append(f"older extractor: {len(older) - SHOWN} more")
    if older:
        lines.append(
            f"{len(older)} texts were read by an older extractor than today's, which would read"
            " other words: `scrapy reextract --dry-run` shows them"
        )
    if unproven.not_sealed:
        lines.append(f"{unproven.not_sealed} texts are not sealed yet: the next crawl does that")
    if unproven.without_capture:
        lines.append(f"{unproven.without_capture} texts have no capture that can be read again")
    if unproven.older_reader:
        lines.append(
            f"the claims of {unproven.older_reader} texts were not read by today's reader:"
            " `scrapy reextract --dry-run` shows what it would read"
        )
    lines.append(f"{len(verdict.damages)} damaged" if verdict.damages else "intact")
    lines += [
        f"keep this elsewhere: {newest.publisher} {newest.sha256} ({newest.file})"
        for newest in verdict.newest
    ]
    return "\n".join(lines) + "\n"
