"""Who asserts it: the sources that a sentence quotes, known ones and kinds without a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from attrs import frozen

from crawler.claim import ActorKind, ClaimantRole
from pipelines.claims.actors import Mention
from pipelines.claims.claimants import Claimant, claimants, source_kinds, speech
from pipelines.claims.entries import ANY_WORDS
from pipelines.claims.lexicon import Phrases, words_of
from pipelines.claims.named_sources import is_of_name, named_sources
from pipelines.claims.roles import DENYING
from pipelines.claims.tokens import Tokens, lowered


@frozen
class Source:
    """Who states something, as a claim keeps it."""

    name: str
    role: ClaimantRole | None


@frozen
class Speaker:
    """A source that a sentence quotes; ``start`` and ``end`` are token indexes."""

    start: int
    end: int
    verb: int
    """Index of the verb of speech, or of "according to"."""
    source: Source | None
    """None where the words point to the source quoted before: "the source added"."""


@frozen
class _Name:
    source: Source | None
    cased: str | None
    rest: tuple[str, ...]
    """What follows one to four words that may be any; empty where nothing does."""
    is_own: bool = False
    """Whether it names the publisher in its own words only, and not in those it quotes."""


_ROLES = {
    ActorKind.STATE: ClaimantRole.MILITARY,
    ActorKind.FOREIGN_STATE: ClaimantRole.MILITARY,
    ActorKind.COALITION: ClaimantRole.MILITARY,
    ActorKind.NON_STATE: ClaimantRole.ARMED_GROUP,
}
_REPEATED = words_of("grammar", "speakers", "repeated")
_REACH = 12
"""Tokens from a source to its verb: "a source in the police of Diyala said"."""


@cache
def _names(publisher: Claimant | None) -> Phrases[tuple[_Name, ...]]:
    """All names of sources, and what the publisher calls itself."""
    found: dict[str, list[_Name]] = {}
    if publisher is not None:
        for words in publisher.own:
            found[words.lower()] = [_Name(own_source(publisher), None, (), is_own=True)]
    for claimant in claimants():
        source = Source(claimant.name, claimant.role)
        for alias in (*claimant.aliases, *claimant.arabic):
            found.setdefault(alias.lower(), []).append(_Name(source, None, ()))
        for alias in claimant.cased:
            found.setdefault(alias.lower(), []).append(_Name(source, alias, ()))
    for kind in source_kinds():
        for phrase in (*kind.phrases, *kind.arabic):
            first, _, rest = phrase.lower().partition(ANY_WORDS)
            if not first.strip():
                first, rest = rest, ""
            name = _Name(Source(_office(first.strip()), kind.role), None, tuple(lowered(rest)))
            found.setdefault(first.strip(), []).append(name)
    for words in _REPEATED:
        found.setdefault(words, []).append(_Name(None, None, ()))
    return Phrases((phrase, tuple(names)) for phrase, names in found.items())


def _office(words: str) -> str:
    """A kind of source without the "of" after which its place stands."""
    return words.removesuffix(" of").removesuffix(" for")


@cache
def _verbs() -> Phrases[None]:
    return Phrases((verb, None) for verb in speech().verbs)


@cache
def _before() -> Phrases[None]:
    return Phrases((words, None) for words in speech().before)


def own_source(claimant: Claimant) -> Source:
    """The publisher as the source of what its text says without naming another."""
    return Source(claimant.name, claimant.role)


def speakers(
    tokens: Tokens, parties: Sequence[Mention], publisher: Claimant | None = None
) -> list[Speaker]:
    """The sources that a sentence quotes, in order; the publisher by what it calls itself, too."""
    names = _names(publisher if publisher is not None and publisher.own else None)
    named = _outermost(list(_named(tokens, names)))
    taken = {i for speaker in named for i in range(speaker.start, speaker.end)}
    others = [speaker for speaker in _parties(tokens, parties) if speaker.start not in taken]
    known = [*named, *others]
    verbs = {speaker.verb for speaker in known}
    unknown = [
        Speaker(start, end, verb, Source(" ".join(tokens.words[start:end]), None))
        for start, end, verb in named_sources(tokens)
        if verb not in verbs and taken.isdisjoint(range(start, end))
    ]
    return sorted([*known, *unknown], key=lambda speaker: speaker.start)


def _outermost(found: list[Speaker]) -> list[Speaker]:
    """Without those named within another, and the "sources" of a source that has a name."""
    kept: list[Speaker] = []
    for speaker in found:
        if kept and (speaker.end <= kept[-1].end or speaker.start == kept[-1].end):
            continue
        if kept and speaker.verb == kept[-1].verb:
            kept.pop()
        kept.append(speaker)
    return kept


def _named(tokens: Tokens, known: Phrases[tuple[_Name, ...]]) -> Iterator[Speaker]:
    for start, end, names in known.find(tokens.low):
        for name in names:
            past = _matches(tokens, start, end, name)
            if past is None or (name.is_own and is_quoted(tokens, start)):
                continue
            verb = _verb_of(tokens, start, past)
            if verb is not None:
                source = name.source
                person = _person_after(tokens, past) if source and not name.cased else None
                if person is not None and source is not None and source.role in _OFFICES:
                    source, past = Source(" ".join(tokens.words[past:person]), source.role), person
                elif name.rest and source is not None:
                    source = Source(_institution(tokens, start, past), source.role)
                yield Speaker(start, past, verb, source)
                break


def is_quoted(tokens: Tokens, i: int) -> bool:
    """Whether a quotation that begins in the sentence is open at token ``i``."""
    before = tokens.low[:i]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


_OFFICES = frozenset({ClaimantRole.OFFICIAL, ClaimantRole.MILITARY, ClaimantRole.MEDICAL})


def _person_after(tokens: Tokens, i: int) -> int | None:
    """Past the name that follows an office: "governor Oleh Syniehubov said"; None for none."""
    end = i
    while end < min(i + 4, len(tokens)) and is_of_name(tokens, end):
        end += 1
    return end if end - i > 1 else None


def _institution(tokens: Tokens, start: int, end: int) -> str:
    """The office whose source speaks, where it has a name: "a source at Homs Police Command"."""
    for at in range(start, end - 1):
        if tokens.low[at] in {"at", "in", "from", "of"} and tokens.is_capital(at + 1):
            return " ".join(tokens.words[at + 1 : end])
    return " ".join(tokens.words[start:end])


def _matches(tokens: Tokens, start: int, end: int, name: _Name) -> int | None:
    if name.cased is not None and " ".join(tokens.words[start:end]) != name.cased:
        return None
    if not name.rest:
        return end
    size = len(name.rest)
    for at in range(end + 1, min(end + 5, len(tokens) - size + 1)):
        if tuple(tokens.low[at : at + size]) == name.rest:
            return at + size
    return None


def _parties(tokens: Tokens, parties: Sequence[Mention]) -> Iterator[Speaker]:
    for mention in parties:
        verb = _verb_of(tokens, mention.start, mention.end, reach=3)
        if mention.is_attack or verb is None:
            continue
        role = _ROLES.get(mention.actor.kind)
        yield Speaker(mention.start, mention.end, verb, Source(mention.actor.name, role))


_SKIPPED = frozenset(words_of("grammar", "speakers", "skipped"))
_ENDS = frozenset(words_of("grammar", "speakers", "ends"))


def _verb_of(tokens: Tokens, start: int, end: int, reach: int = _REACH) -> int | None:
    """Where the words' verb of speech stands, or the "according to" before them; None for none."""
    low = tokens.low
    at = start
    while at and low[at - 1] in {"the", "a", "an", "-", "local", "“the"}:
        at -= 1
    before, verbs = _before(), _verbs()
    for begin in range(max(at - 4, 0), at):
        if low[begin] in before.starts:
            match = before.at(low, begin)
            if match is not None and match[0] == at:
                return begin
    if at > 1 and low[at - 1] in _SAID and low[at - 2] in {",", "”", '"', "“", "’"}:
        return at - 1
    if at and low[at - 1] in {"told", "by", "to", "against"}:
        return None
    for k in range(end, min(end + reach, len(low))):
        is_verb = low[k] in verbs.starts and verbs.at(low, k) is not None
        if is_verb and not _says_nothing(low, k):
            is_borne = low[k - 1] in {"was", "were", "been", "be", "to", "of"}
            return None if is_borne and low[k] != "quoted" else k
        if (low[k] in _ENDS and low[k + 1 : k + 2] != ["quoted"]) or (
            low[k] == "," and k > end + 8
        ):
            return None
    return None


_SAID = frozenset(words_of("grammar", "speakers", "said"))


def _says_nothing(low: Sequence[str], k: int) -> bool:
    """Whether a verb of speech means a deed here: "claimed the lives", "added a crime".

    Who denies says so of no number either.
    """
    after = low[k + 1] if k + 1 < len(low) else ""
    if low[k] in DENYING:
        return True
    return (low[k] in _CLAIMING and after != "that") or (low[k] == "added" and after in {"a", "to"})


_CLAIMING = frozenset({"claimed", "claims", "claiming"})
"""Who claims an attack, or lives, says nothing of how many."""


def speaker_of(found: Sequence[Speaker], at: int) -> Speaker | None:
    """The speaker of what stands at token ``at``: the last named before it, else the next."""
    before = [speaker for speaker in found if speaker.start <= at]
    if before:
        return before[-1]
    return found[0] if found else None
