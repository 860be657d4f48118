"""Figures that several sources give of one party, set beside each other and never added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import evolve, frozen

from crawler.claim import Harm, Scope, Victims
from crawler.commands.claim_periods import Period, is_same_place, period_of, places_agree
from crawler.commands.claim_words import number_words, place_words

Claim = dict[str, Any]
_SAME_KIND = ("actor", "harm", "victims")


@frozen
class Figure:
    """A number of one claimant for one period."""

    claim: Claim
    period: Period
    whole: Claim | None = None
    """Where the number is a part of one that is not the party's alone."""
    again: tuple[Claim, ...] = ()
    """Other claims that say the same: of other reports, or of this one."""


@frozen
class Table:
    """What can be set beside each other: one party, one harm, one kind of victims, one scope."""

    actor: str
    harm: str
    victims: str | None
    scope: str
    figures: tuple[Figure, ...]


@frozen
class Figures:
    """The figures, and how many claims have no dates by which to compare them."""

    figures: tuple[Figure, ...]
    undated: int = 0


def read_figures(claims: Sequence[Claim], above: Mapping[int, Claim]) -> Figures:
    """Wholes, and parts that are the only figure of their kind; what says the same is one figure.

    ``above`` has the claims of which parts are. Repeats keep the claim that was published first.
    """
    wholes: defaultdict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if not claim["is_part"]:
            wholes[_kind(claim)].append(claim)
    found: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
    undated = 0
    for claim in sorted(claims, key=_told):
        whole = above.get(claim["part_of"]) if claim["is_part"] else None
        if claim["is_part"] and (
            _is_share(claim, above)
            or any(places_agree(claim, other) for other in wholes[_kind(claim)])
        ):
            continue
        period = period_of(claim)
        if period is None:
            undated += 1
            continue
        figure = Figure(claim, period, whole)
        _fold_into(found[_says(figure)], figure)
    return Figures(tuple(figure for equal in found.values() for figure in equal), undated)


def make_tables(figures: Iterable[Figure]) -> list[Table]:
    """Each figure in the table of its kind, by period, place and claimant."""
    tables: defaultdict[tuple[str, str, str | None, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        claim = figure.claim
        tables[claim["actor"], claim["harm"], claim["victims"], claim["scope"]].append(figure)
    return [
        Table(actor, harm, victims, scope, tuple(sorted(rows, key=_row_order)))
        for (actor, harm, victims, scope), rows in sorted(tables.items(), key=_table_order)
    ]


def answered_events(figures: Sequence[Figure]) -> list[Figure]:
    """Totals, and those events of which another claimant tells, too: same days, place that fits."""
    by_period: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        by_period[_comparable(figure.claim), figure.period].append(figure)
    return [
        figure
        for figure in figures
        if figure.claim["scope"] != Scope.INCIDENT
        or any(
            _is_answer(figure, other)
            for other in by_period[_comparable(figure.claim), figure.period]
        )
    ]


def answers_to(own: Sequence[Figure], others: Iterable[Figure]) -> list[Figure]:
    """Those of the others that another claimant gives for an overlapping period."""
    by_kind: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in own:
        by_kind[_comparable(figure.claim)].append(figure)
    return [
        other
        for other in others
        if any(
            other.period.overlaps(figure.period) and _is_answer(figure, other)
            for figure in by_kind[_comparable(other.claim)]
        )
    ]


def _fold_into(equal: list[Figure], figure: Figure) -> None:
    """Note a figure as a repeat of one of the same place, or as one of its own."""
    for number, first in enumerate(equal):
        if is_same_place(first.claim, figure.claim):
            equal[number] = evolve(first, again=(*first.again, figure.claim))
            return
    equal.append(figure)


def _is_answer(figure: Figure, other: Figure) -> bool:
    one, two = figure.claim, other.claim
    return bool(one["claimant"] != two["claimant"]) and places_agree(one, two)


def _comparable(claim: Claim) -> tuple[object, ...]:
    return (*(claim[name] for name in _SAME_KIND), claim["scope"])


def _kind(claim: Claim) -> tuple[object, ...]:
    """What a part and a whole of one report are equal in, where the whole is the figure to show."""
    return claim["report_id"], claim["claimant"], *_comparable(claim), period_of(claim)


def _is_share(part: Claim, above: Mapping[int, Claim]) -> bool:
    """Whether something above it counts the same party's victims of the same kind."""
    whole, met = above.get(part["part_of"]), set[int]()
    while whole is not None and whole["claim_id"] not in met:
        if all(whole[name] == part[name] for name in _SAME_KIND):
            return True
        met.add(whole["claim_id"])
        whole = above.get(whole["part_of"])
    return False


def _says(figure: Figure) -> tuple[object, ...]:
    """But for the place; a count that goes on says the same whenever it gives the same number."""
    claim, period = figure.claim, figure.period
    goes_on = claim["scope"] == Scope.CUMULATIVE and claim["date_end"] is None
    return (
        *_comparable(claim),
        claim["claimant"],
        period.first,
        None if goes_on else period.last,
        number_words(claim),
        number_words(figure.whole) if figure.whole else None,
    )


def _told(claim: Claim) -> tuple[object, ...]:
    return claim["published_date"] or "9999", claim["report_id"], claim["position"]


def _row_order(figure: Figure) -> tuple[object, ...]:
    period, claim = figure.period, figure.claim
    days = period.first or date.min, period.last or date.max
    return (*days, place_words(claim), claim["claimant"], *_told(claim))


def _table_order(item: tuple[tuple[str, str, str | None, str], object]) -> tuple[object, ...]:
    (actor, harm, victims, scope), _ = item
    whom = [None, *Victims].index(Victims(victims) if victims else None)
    return actor, list(Harm).index(Harm(harm)), whom, list(Scope).index(Scope(scope))
