"""``scrapy export --evidence REPORT --output FOLDER``: all proof of a report in one folder."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from scrapy import Request
from scrapy.exceptions import UsageError
from sqlalchemy.orm import Session

from crawler.captures.manifests import moment
from crawler.captures.reading import CapturedResponse
from crawler.commands.changed_figures import changed_figures
from crawler.commands.shown_changes import PLAIN, Step, show_history
from crawler.database_command import DatabaseCommand
from crawler.evidence.chain import EvidenceError
from crawler.evidence.differences import Text, compare_texts
from crawler.evidence.folder import Made, Written, export_evidence
from crawler.failures import BROKEN_ANSWERS, DOWNLOAD_ERRORS
from crawler.report_argument import find_report
from crawler.rereading.answers import answer
from crawler.rereading.verifying import verify_report
from crawler.seed_table import SeedError
from crawler.software import SOFTWARE
from storage.engine import database_path
from storage.errors import StorageError
from storage.histories import History, Version, read_history

HELP = """\
Writes one folder for a lawyer: the texts of a report, what changed, the captures as a WARC file,
the manifests that seal them, digests of all, and a README.txt that says how to check them with
standard tools. REPORT is a report's id or any address of it. FOLDER must not exist, or be empty.

  scrapy export --evidence 1734 --output evidence-1734
  scrapy export --evidence https://snhr.org/blog/2017/04/13/38282/ --output evidence

Exit status: 0 written, 2 wrong usage or no such report, 4 no or no good database, captures or
manifests that do not hold (`scrapy verify` tells which), or a disk that does not take the folder.
"""
WAY = "scrapy export --evidence REPORT --output FOLDER"


class Command(DatabaseCommand):
    """Reads the database and the archive; changes neither."""

    def syntax(self) -> str:
        return "--evidence REPORT --output FOLDER"

    def short_desc(self) -> str:
        return "Write the evidence of a report into a folder"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = HELP
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        group = parser.add_argument_group("Export")
        group.add_argument("--evidence", metavar="REPORT", help="the report, by id or address")
        group.add_argument("--output", metavar="FOLDER", help="the folder to make")

    def read(self, session: Session, args: list[str], opts: argparse.Namespace) -> str:
        if args or not opts.evidence:
            given = f" (given: {' '.join(args)})" if args else ""
            raise _refused(f"what can be exported is the evidence of a report: {WAY}{given}")
        output = _new_folder(opts.output)
        report_id = find_report(session, opts.evidence)
        folder = Path(self.settings["ARCHIVE_DIR"])
        _check_texts(session, folder, report_id)
        try:
            written = export_evidence(
                session,
                folder,
                report_id,
                output,
                changes=_changes(read_history(session, report_id)),
                made=self._made(),
                unpack=unpack_body,
            )
        except EvidenceError as error:
            raise StorageError(str(error)) from error
        except OSError as error:
            raise StorageError(f"{output} cannot be written: {error}") from error
        return _told(report_id, output, written)

    def _made(self) -> Made:
        now = datetime.now(UTC).replace(microsecond=0)
        return Made(moment(now), SOFTWARE, database_path(self.settings["DATABASE_URL"]).name)


def unpack_body(served: CapturedResponse) -> bytes | None:
    """A body without its content-encoding, as it was read; None where it cannot be undone."""
    try:
        response = answer(Request(served.url), served)
    except (*DOWNLOAD_ERRORS, *BROKEN_ANSWERS):
        return None
    packings = response.headers.getlist("Content-Encoding")
    if any(packing.strip().lower() not in {b"", b"identity"} for packing in packings):
        return None
    return response.body


def _check_texts(session: Session, folder: Path, report_id: int) -> None:
    """What ``scrapy verify`` would find of the report's texts stops the export."""
    try:
        damages = verify_report(session, folder, report_id)
    except SeedError as error:
        raise _refused(str(error)) from error
    if damages:
        raise StorageError(
            f"{damages[0].line}. Nothing was exported; `scrapy verify` tells all that is damaged"
        )


def _new_folder(name: str | None) -> Path:
    if not name:
        raise _refused(f"name the folder to make: {WAY}")
    output = Path(name).expanduser().absolute()
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise _refused(f"{output} is no folder: name one that is not there yet")
    if output.exists() and any(output.iterdir()):
        raise _refused(f"{output} is not empty: name a folder that is not there yet")
    return output


def _changes(history: History) -> str:
    """As ``scrapy diff`` tells them; nothing where there is one text that never vanished."""
    if len(history.versions) == 1 and not history.observations:
        return ""
    return show_history(history, [_step(*pair) for pair in pairwise(history.versions)], PLAIN)


def _step(old: Version, new: Version) -> Step:
    one, other = (Text(v.title, v.subtitle, v.body) for v in (old, new))
    difference = compare_texts(one, other)
    return Step(old, new, difference, changed_figures(difference))


def _told(report_id: int, output: Path, written: Written) -> str:
    counts = ", ".join(
        f"{name} {getattr(written, name)}" for name in ("versions", "captures", "manifests")
    )
    lines = [
        f"evidence of report {report_id}: {output}",
        f"{written.files} files; {counts}; README.txt says how to check them",
    ]
    if written.unsealed:
        lines.append(
            f"not sealed by a manifest yet: {', '.join(written.unsealed)};"
            " the publisher's next crawl does that"
        )
    lines.append(f"SHA-256 of SHA256SUMS, to be kept elsewhere: {written.sums_sha256}")
    return "".join(f"{line}\n" for line in lines)


def _refused(sentence: str) -> UsageError:
    return UsageError(sentence, print_help=False)
