"""``scrapy export``: rows for other programs, or all proof of a report in one folder."""

from __future__ import annotations

import argparse
import json
import sys

from attrs import asdict
from scrapy.exceptions import UsageError
from sqlalchemy.orm import Session

from crawler.commands.chosen_rows import KINDS, add_row_options
from crawler.commands.export_evidence import evidence_as_json, show_evidence, write_evidence
from crawler.commands.export_rows import STREAM, show_exported, write_rows
from crawler.database_command import DatabaseCommand
from crawler.exporting.formats import FORMATS

WAYS = "give one of reports, claims and pages, or --evidence REPORT for the proof of one report"
HELP = """\
Writes the rows of the view `report` (current texts), `claim` or `page`, with their columns as
docs/schema.md tells them and a last one, citation: publisher, title, day, URL, capture and digest.
CSV is UTF-8 in which a spreadsheet runs nothing: an apostrophe stands before a cell that begins
like a formula (--bom for Excel, which shows Arabic wrongly without). jsonl is a JSON object a line.
Parquet has types. FILE is never replaced without --force, and never left half written; FILE - is
the standard output. The format may be left out where the name of FILE ends in .csv, .jsonl or
.parquet.

  scrapy export reports --format csv --output reports.csv
  scrapy export reports --words '"cluster munitions"' --since 2016-01-01 --output cluster.jsonl
  scrapy export reports --since-crawl last --format jsonl --output -
  scrapy export claims --format parquet --output claims.parquet
  scrapy export claims --actor Russia --harm killed --wholes --since 2017-01-01 --output russia.csv
  scrapy export pages --state failed --output failed.csv

Of claims, --since and --until are about the event or period that is claimed; of reports and pages,
about the day of publication. Undated ones are left out then. Claims are never to be added up.

With --evidence it writes one folder for a lawyer: the texts of a report, what changed, the captures
as a WARC file, the manifests that seal them, digests of all, and a README.txt that says how to
check them with standard tools. REPORT is a report's id or any address of it. FOLDER must not
exist, or be empty.

  scrapy export --evidence 1734 --output evidence-1734
  scrapy export --evidence https://snhr.org/blog/2017/04/13/38282/ --output evidence

Exit status: 0 written, 2 wrong usage or no such report, 4 no or no good database, captures or
manifests that do not hold (`scrapy verify` tells which), or a disk that does not take it.
"""


class Command(DatabaseCommand):
    """Reads the database and, for evidence, the archive; changes neither."""

    def syntax(self) -> str:
        return "reports|claims|pages --output FILE [options] | --evidence REPORT --output FOLDER"

    def short_desc(self) -> str:
        return "Write reports, claims or pages into a file, or the evidence of a report"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = HELP
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        group = parser.add_argument_group("Export")
        group.add_argument("--format", choices=FORMATS, metavar="FORMAT", help=", ".join(FORMATS))
        group.add_argument("--output", metavar="FILE", help="the file; with --evidence the folder")
        group.add_argument("--force", action="store_true", help="replace the file if it is there")
        group.add_argument(
            "--bom", action="store_true", help="byte order mark before CSV, for Excel"
        )
        group.add_argument("--evidence", metavar="REPORT", help="the report, by id or address")
        group.add_argument("--json", action="store_true", help="tell what was written as JSON")
        add_row_options(parser)

    def read(self, session: Session, args: list[str], opts: argparse.Namespace) -> str:
        given = f" (given: {' '.join(args)})" if args else ""
        if opts.evidence is not None:
            if args or opts.format or opts.force or opts.bom:
                raise UsageError(
                    f"--evidence takes one report and --output FOLDER, no more{given}",
                    print_help=False,
                )
            evidence = write_evidence(session, self.settings, opts.evidence, opts.output)
            return _json(evidence_as_json(evidence)) if opts.json else show_evidence(evidence)
        if len(args) != 1 or args[0] not in KINDS:
            raise UsageError(f"{WAYS}{given}", print_help=False)
        exported = write_rows(session, self.settings, args[0], opts)
        told = _json(asdict(exported)) if opts.json else show_exported(exported)
        if exported.output != STREAM:
            return told
        sys.stderr.write(told)
        return ""


def _json(plain: dict[str, object]) -> str:
    return json.dumps(plain, ensure_ascii=False) + "\n"
