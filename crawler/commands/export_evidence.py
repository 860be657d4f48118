"""``scrapy export --evidence REPORT --output FOLDER``: all proof of a report in one folder."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from attrs import asdict, frozen
from scrapy import Request
from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from sqlalchemy.orm import Session

from crawler.captures.manifests import moment
from crawler.captures.reading import CapturedResponse
from crawler.commands.changed_figures import changed_figures
from crawler.commands.shown_changes import PLAIN, Step, show_history
from crawler.evidence.chain import EvidenceError
from crawler.evidence.differences import Text, compare_texts
from crawler.evidence.folder import Made, Written, export_evidence
from crawler.failures import BROKEN_ANSWERS, DOWNLOAD_ERRORS
from crawler.report_argument import find_report
from crawler.rereading.answers import answer
from crawler.seed_table import SeedError
from crawler.software import SOFTWARE
from storage.engine import database_path
from storage.errors import StorageError
from storage.histories import History, Version, read_history

WAY = "scrapy export --evidence REPORT --output FOLDER"


@frozen
class Evidence:
    """A folder that was written."""

    report_id: int
    folder: Path
    written: Written


def write_evidence(
    session: Session, settings: Settings, asked: str, output: str | None
) -> Evidence:
    """Write the folder of the report that is asked for.

    Raises ``UsageError``, and ``StorageError`` where the archive does not hold.
    """
    new = _new_folder(output)
    report_id = find_report(session, asked)
    folder = Path(settings["ARCHIVE_DIR"])
    _check_texts(session, folder, report_id)
    try:
        written = export_evidence(
            session,
            folder,
            report_id,
            new,
            changes=_changes(read_history(session, report_id)),
            made=_made(settings),
            unpack=unpack_body,
        )
    except EvidenceError as error:
        raise StorageError(str(error)) from error
    except OSError as error:
        raise StorageError(f"{new} cannot be written: {error}") from error
    return Evidence(report_id, new, written)


def show_evidence(evidence: Evidence) -> str:
    """What was written, and the digest to be kept elsewhere."""
    written = evidence.written
    counts = ", ".join(
        f"{name} {getattr(written, name)}" for name in ("versions", "captures", "manifests")
    )
    lines = [
        f"evidence of report {evidence.report_id}: {evidence.folder}",
        f"{written.files} files; {counts}; README.txt says how to check them",
    ]
    if written.unsealed:
        lines.append(
            f"not sealed by a manifest yet: {', '.join(written.unsealed)};"
            " the publisher's next crawl does that"
        )
    lines.append(f"SHA-256 of SHA256SUMS, to be kept elsewhere: {written.sums_sha256}")
    return "".join(f"{line}\n" for line in lines)


def evidence_as_json(evidence: Evidence) -> dict[str, object]:
    """The same, ready for JSON."""
    folder = {"report_id": evidence.report_id, "folder": str(evidence.folder)}
    return {**folder, **asdict(evidence.written)}


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


def _made(settings: Settings) -> Made:
    now = datetime.now(UTC).replace(microsecond=0)
    return Made(moment(now), SOFTWARE, database_path(settings["DATABASE_URL"]).name)


def _check_texts(session: Session, folder: Path, report_id: int) -> None:
    """What ``scrapy verify`` would find of the report's texts stops the export."""
    from crawler.rereading.verifying import verify_report  # noqa: PLC0415 -- slow to load

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


def _refused(sentence: str) -> UsageError:
    return UsageError(sentence, print_help=False)
