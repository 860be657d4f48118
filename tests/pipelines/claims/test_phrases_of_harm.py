"""Each phrase of the lexicons states its harm, and the filter lets through what states one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from told import sentence

from pipelines.claims.lexicon import numbers_of, words_of

HARMS = ("killed", "injured", "killed_or_injured", "detained", "disappeared", "displaced")
FRAMES = {
    "participle": "Five people were {}.",
    "object": "The fighting went on, {} five people from their homes.",
    "noun": "It led to the {} of five people.",
    "subject": "Five people {}.",
    "base": "Warplanes {} five people.",
    "toll": "The {} rose to five.",
}
OF_LIVES = frozenset({"claimed", "claims", "claiming", "cost"})


def told(text: str) -> list[str]:
    """The harms that a sentence states, if the filter lets it through."""
    one = sentence(text)
    return [str(claim.harm) for claim in one.stated.statements] if one.may_state else ["hidden"]


def sentences() -> Iterator[tuple[str, str]]:
    """A sentence with each phrase that states a harm, and the harm."""
    for harm in HARMS:
        for frame, frame_text in FRAMES.items():
            for phrase in words_of("harms", harm, frame):
                said = "The war {} five lives." if phrase in OF_LIVES else frame_text
                yield said.format(phrase), harm
        for noun in words_of("victims", "harm", harm, "plural"):
            yield f"We recorded five {noun}.", harm
    for harm in ("massacre", "attack"):
        for noun in words_of("victims", "harm", harm, "plural"):
            yield f"We recorded five {noun} in May.", harm
    for noun in words_of("victims", "facility", "plural"):
        yield f"Shells damaged five {noun}.", "attack"


STATED = dict(sentences())
PLAIN = sorted(
    {phrase for harm in HARMS for frame in FRAMES for phrase in words_of("harms", harm, frame)}
)


@pytest.mark.parametrize(("text", "harm"), STATED.items(), ids=STATED)
def test_every_phrase_of_harm_states_it_and_is_let_through(text: str, harm: str) -> None:
    assert told(text) == [harm]


BORNE = [
    f"Five people {verb} slight {noun}."
    for verb in words_of("harms", "injured", "suffering")
    for noun in words_of("harms", "injured", "suffered")
]


@pytest.mark.parametrize("text", BORNE, ids=BORNE)
def test_what_is_borne_is_let_through(text: str) -> None:
    assert told(text) == ["injured"]


COUNTED = [
    *(word for word, value in numbers_of("numbers", "cardinals").items() if value > 1),
    *numbers_of("numbers", "groups"),
    *words_of("numbers", "vague", "words"),
    "12",
    "1,302",
    "a hundred",
]


@pytest.mark.parametrize("number", COUNTED, ids=COUNTED)
def test_every_number_is_let_through(number: str) -> None:
    assert told(f"In Idlib {number} people were killed.") == ["killed"]


@pytest.mark.parametrize(
    "text",
    [
        "Five people were kil*led.",
        "Five people were k-illed.",
        "FIVE PEOPLE WERE KILLED.",
        "A woman was killed.",
        "Another was killed.",
        "5 were killed.",
        "Near İzmir five people were KILLED.",
    ],
)
def test_however_it_is_written_a_claim_is_let_through(text: str) -> None:
    assert "killed" in told(text)


@pytest.mark.parametrize("phrase", PLAIN, ids=PLAIN)
def test_a_phrase_of_harm_without_victims_states_none(phrase: str) -> None:
    assert told(f"They told of five roads, and then they {phrase} the end.") in ([], ["hidden"])
