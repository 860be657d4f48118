"""Made-up pages to read for claims: dense with them, ordinary, without a word of harm, hostile."""

from __future__ import annotations

import random
from collections.abc import Mapping

LENGTH = 5_000
HOSTILE_LENGTH = 100_000
KINDS = ("dense", "ordinary", "harmless")

_SLOTS: dict[str, tuple[str, ...]] = {
    "party": (
        "Syrian regime forces", "Russian forces", "ISIS", "the US-led coalition", "Turkish forces",
        "the Syrian Democratic Forces", "Hay'at Tahrir al-Sham", "armed opposition factions",
        "unidentified gunmen", "the Syrian-Russian alliance", "the Iraqi army", "Israel",
    ),
    "place": (
        "Idlib", "Aleppo", "Raqqa", "Deir ez-Zor", "Hama", "Homs", "Daraa", "Mosul", "Afrin",
        "Maarrat al-Numan", "Kafr Nabl", "al-Bukamal", "Saraqib", "Douma", "Kirkuk", "Manbij",
    ),
    "who": (
        "civilians", "people", "residents", "men", "fighters", "workers", "medics", "farmers",
        "members of one family", "displaced people", "soldiers", "students",
    ),
    "month": (
        "January", "February", "March", "April", "May", "June", "August", "October", "December",
    ),
    "source": (
        "SNHR", "SOHR", "the Health Ministry", "the White Helmets", "a medical source", "the UN",
        "local activists", "a military spokesman", "Airwars", "state media", "witnesses",
    ),
    "means": (
        "airstrike", "artillery shelling", "barrel bomb attack", "drone strike", "car bombing",
        "landmine explosion", "rocket attack", "missile strike", "cluster munition attack",
    ),
    "word": ("two", "three", "four", "six", "eight", "eleven", "fifteen", "twenty-one", "thirty"),
    "thing": (
        "schools", "hospitals", "markets", "mosques", "bakeries", "vital facilities", "clinics",
    ),
}  # fmt: skip

_DENSE = (
    "At least {n} {who} were killed and {n} others wounded in a {means} on {place}.",
    "{source} documented the killing of {n} civilians, {s} children among them, in {month} {y}.",
    "{party} killed {n} civilians, including {s} children, besides {s} who died due to torture.",
    "Among the {n} victims were {s} children and {s} women, {source} said.",
    "{party}: {n}, including {s} children.",
    "- {party}: {n} civilians.",
    "No less than {n} arrests were recorded, {s} of which became enforced disappearances.",
    "There were {n} incidents of attack on {thing}, {s} of them by {party}.",
    "{party} perpetrated {s} massacres in {place}, which resulted in the death of {n} people.",
    "{n} barrel bombs were dropped by {party} on {place} in {month}.",
    "A {means} by {party} killed {word} {who} in {place} on {d} {month} {y}.",
    "The death toll of the {means} in {place} rose to {n}, {source} said on Sunday.",
    "On {d} {month} {y}, {party} shelled {place}, killing {word} {who} and injuring {n} others.",
    "{source} said that between {s} and {n} civilians were killed in {place}.",
    "More than {big} people were displaced from {place} to {place} in {month}.",
    "A woman and her {word} children were killed when a {means} hit their house in {place}.",
    "{n} {who} were detained by {party} in {place}, among them {s} women.",
    "The {means} claimed the lives of {n} {who}, injuring tens.",
    "{source} reported that {word} {who} had been shot dead by {party} near {place}.",
    "Up to {n} {who} were injured, {s} of them children, {source} added.",
    "In {month} {y}, {n} civilians were killed, {s} by {party} and {s} by {party}.",
    "A child died in {place} of wounds from a {means} on {d} {month}.",
    "{n} bodies were found in a mass grave near {place}, according to {source}.",
    "{word} {thing} were hit by {party} in {place}; {n} {who} were wounded.",
    "Since {month} {y}, {big} civilians have been killed by {party}, {n} of them in {place}.",
    "Of the {n} killed, {s} died in {place} and {s} in {place}.",
    "{source} put the number of dead at {n}, while {source} spoke of {s}.",
    "The bombing of {place} left {n} dead and {s} wounded.",
    "{n} attacks using cluster munitions were carried out in {place}, including {s} by {party}.",
    "A {means} wounded {word} {who} and killed a journalist in {place} yesterday.",
    "About {n} {who} are still missing after {party} took {place}.",
    "{source} recorded {n} cases of arrest in {place}, including {s} children and {s} women.",
    "{party} executed {word} {who} in {place} on charges of spying.",
    "Nearly {n} {who} lost their lives in {month}, {source} said in a report.",
    "The {means} caused {n} casualties: {s} dead and {s} injured.",
    "{n} {who}, one of them a media worker, were kidnapped by {party} on the road to {place}.",
    "Clashes between {party} and {party} killed {n} {who} in the countryside of {place}.",
    "\n{place} governorate: {n} civilians, {s} of them women.",
    "In total, {n} {who} and {s} medical personnel were killed in {y}.",
    "{source} earlier said {s} {who} were killed, and later raised the toll to {n}.",
)  # fmt: skip

_PLAIN = (
    "The council of {place} met on {d} {month} and agreed on a budget of {big} dollars.",
    "Prices of bread went up by {n} percent between {month} and {month}, traders in {place} say.",
    "She has taught mathematics there for {s} years, and her class has {n} pupils this spring.",
    "The road to {place} is {n} kilometres long and was paved in {y}.",
    "According to the survey, {n} of {big} households have water for less than {word} hours a day.",
    "“We planted {big} olive trees in {y}, and {word} springs later they bore,” the farmer said.",
    "The river was measured at {n} centimetres near {place}, the lowest level since {y}.",
    "In {month} the museum opened {word} halls that had stood empty for {s} years.",
    "Article {n} of the draft says that the assembly elects {s} members for {word} years.",
    "The team from {place} won {s} to {s} before a crowd of {big}.",
    "About {n} trucks with flour and oil crossed at the northern gate on {d} {month} {y}.",
    "Page {n} of the document lists the shops that paid the new tax, {s} of them in {place}.",
    "The talks in the capital went on until {s} in the morning, with no agreement on the text.",
    "A litre of petrol costs {n} pounds in {place}, and {word} times that in the villages.",
    "Engineers from the university studied the old bridge and wrote a report of {n} pages.",
    "The minister said that the line would carry {n} megawatts by {month} {y}.",
    "Rain fell on {place} for {s} days, and the lake around the town rose again.",
    "He was born in {place} in {y} and studied law before he began to write.",
    "The library has {big} volumes, and its reading room is open on {word} days of the week.",
    "Delegates of {s} parties signed the charter, which reflects what was agreed in {y}.",
    "The price of wheat on the market of {place} was {n} pounds for a kilo on {d} {month}.",
    "Telephone lines to {place} work again after {s} weeks, the company says.",
    "The poet read from a book of {n} pages that came out in {month} {y}.",
    "A new bakery in {place} sells {big} loaves a day to the quarter around it.",
)  # fmt: skip

_HARMFUL = (
    "Workers at the port of {place} have been on strike for {s} days over their pay.",
    "The minister was under attack in the newspapers of {place} for his budget of {big} dollars.",
    "Her father was killed before she finished school, she says, and she has {word} sisters.",
    "The museum shows {n} photographs of a town that was bombed in {y}.",
    "Nobody was injured when the wall came down on {d} {month}, the council said.",
    "The film, {n} minutes long, tells of a man who was detained for what he had written.",
)
_EVERY = 9
"""Sentences of an ordinary page of which one has a word of harm, on average."""


def page(kind: str, chance: random.Random) -> tuple[str, str]:
    """Title and body of a page of a kind."""
    title = _sentence(_DENSE if kind == "dense" else _PLAIN, chance).strip().rstrip(".")
    body: list[str] = []
    size = 0
    while size < LENGTH:
        shapes: tuple[str, ...] = _DENSE if kind == "dense" else _PLAIN
        if kind == "ordinary" and chance.randrange(_EVERY) == 0:
            shapes = _HARMFUL
        told = _sentence(shapes, chance)
        body.append(told + chance.choice((" ", " ", " ", "\n\n")))
        size += len(body[-1])
    return title, "".join(body)


def _sentence(shapes: tuple[str, ...], chance: random.Random) -> str:
    """A shape with its slots filled, each place of a slot by itself."""
    told = chance.choice(shapes)
    while "{" in told:
        before, _, rest = told.partition("{")
        slot, _, after = rest.partition("}")
        told = before + _filling(slot, chance) + after
    return told


def _filling(slot: str, chance: random.Random) -> str:
    match slot:
        case "n":
            return str(chance.randint(9, 900))
        case "s":
            return str(chance.randint(2, 40))
        case "d":
            return str(chance.randint(1, 28))
        case "y":
            return str(chance.randint(2011, 2024))
        case "big":
            return f"{chance.randint(1_000, 250_000):,}"
        case _:
            return chance.choice(_SLOTS[slot])


def hostile_texts() -> Mapping[str, str]:
    """Texts of 100 kB that no page has, and anybody can put on one."""
    repeated = {
        "1,1,1,…": "1,",
        "killed killed …": "killed ",
        "5 killed 5 killed …": "5 killed ",
        "a civilian and …": "a civilian and ",
        "a civilian was killed and …": "a civilian was killed and ",
        "killed 5, including 4, including …": "killed 5 civilians, including 4 children, ",
        "one hundred one hundred …": "one hundred and ",
        "1 and 2 and 3 …": "1 and 2 and 3 and ",
        "said said …": "said that ",
        "Syrian regime forces …": "Syrian regime forces ",
        "by Russian forces by …": "killed by Russian forces by ",
        "Deir ez-Zor Deir ez-Zor …": "Deir ez-Zor ",
        "March 2019 March 2019 …": "March 2019 ",
        "A. A. A. …": "A. ",
        "lines of one bullet": "- 5 killed\n",
        "lines of a number": "5\n",
        "sentences of a claim": "Five civilians were killed. ",
        "toll rose rose …": "the death toll rose ",
        "spaces": " ",
        "blank lines": "\n \n",
        "quotes in quotes": '“‘"',
        "full stops": "killed . ",
        "hyphens": "killed-",
        "apostrophes": "killed'",
        "capitals": "Al ",
        "narrow numbers": "123\u202f",
        "accents": "e\u0301",
    }
    texts = {
        f"{name}{ending}": (text * HOSTILE_LENGTH)[: HOSTILE_LENGTH - len(end)] + end
        for name, text in repeated.items()
        for ending, end in (("", ""), (" killed five civilians", " killed five civilians."))
    }
    middle = " killed 5 civilians "
    texts |= {
        "one word": "killed 5 " + "x" * HOSTILE_LENGTH,
        "one number": "killed " + "1" * HOSTILE_LENGTH,
        "20,000 opening brackets": "(" * 20_000 + middle + "[" * 60_000,
        "nested quotes": "“" * 40_000 + middle + "”" * 40_000,
        "between 1 and 2 and 3 …": "killed between " + " and ".join(map(str, range(12_000))),
        "1 to 2 to 3 …": "killed " + " to ".join(map(str, range(14_000))),
        "one digit more each": "killed " + " ".join("1" * (i % 400) for i in range(500)),
        "every tenth word a party, no stop": "the army and Hezbollah killed 3 of the 12 men who "
        * 2_000,
    }
    return texts
