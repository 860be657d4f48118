"""What every command on the database shares: one reading transaction, and errors in words."""

from __future__ import annotations

import argparse
import os
import sys
from abc import abstractmethod

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from sqlalchemy.orm import Session

from crawler.ending_signals import end_on_signals
from crawler.outcome import Ending
from storage.engine import open_reader
from storage.errors import AddressError, StorageError


class DatabaseCommand(ScrapyCommand):
    """A command that reads the file that DATABASE_URL names."""

    settings: Settings
    """Set by Scrapy before the command runs."""
    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 -- Scrapy's own attribute

    @abstractmethod
    def read(self, session: Session, args: list[str], opts: argparse.Namespace) -> str:
        """What the command prints."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        end_on_signals()
        name = type(self).__module__.rpartition(".")[2]
        for word in args:
            # Scrapy hands on what it does not know, as if it were no option.
            if word.startswith("--"):
                raise UsageError(
                    f"there is no option {word}: `scrapy {name} -h` lists them", print_help=False
                )
        try:
            database = open_reader(self.settings["DATABASE_URL"])
            with database.reading() as session:
                sys.stdout.write(self.read(session, args, opts))
                sys.stdout.flush()
            database.close()
        except BrokenPipeError:
            # Who reads, such as `head`, has enough. Python would complain again at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except AddressError as error:
            raise UsageError(str(error), print_help=False) from error
        except StorageError as error:
            sys.stderr.write(f"scrapy {name}: {error}\n")
            self.exitcode = Ending.STORAGE_FAILED.value
