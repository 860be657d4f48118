"""Whether two names mean one party: ``Daesh`` and ``ISIS``, ``snhr.org`` and ``SNHR``.

Where the words differ, two tables tell. They stand apart from the reader's own lexicon, so that a
name which that one lacks or misreads still shows.
"""

from __future__ import annotations

import re

Names = dict[str, str]

ACTORS: Names = {
    "nobody": r"^(other|unknown|unidentified|unnamed|not yet identified)\b",
    "israel": r"israel|zionist|\bidf\b",
    "saudi coalition": r"saudi|arab coalition",
    "coalition": r"coalition|international alliance|cjtf|inherent resolve|\bus\b|\busa\b|america",
    "syria and russia": (
        r"(syria|regime|assad|government)\w*\b.*russia|russia\w*\b.*(syria|regime|assad)|\balliance"
    ),
    "opposition": r"opposition|rebel|syrian national army|\bsna\b|free syrian army|\bfsa\b",
    "turkey": r"turk|türkiye",
    "ukraine": r"ukrain|\bkyiv\b",
    "russia": r"russia|\bmoscow\b|wagner",
    "pkk": r"\bpkk\b",
    "sdf": r"\bsdf\b|\bqsd\b|syrian democratic|\bypg\b|\bpyd\b|asayish|democratic union party",
    "isis": r"\bisis\b|\bisil\b|\bis\b|\bdaesh\b|islamic state",
    "hts": r"tahrir al|\bhts\b|nusra|fat(e?h|ah) al sham",
    "rsf": r"\brsf\b|rapid support",
    "houthi": r"h(o|o)?uthi|ansar ?allah",
    "hezbollah": r"h[ei]zb[ou]llah|islamic resistance",
    "pmf": r"\bpmf\b|hashd|popular mobili[sz]ation",
    "iraq": r"iraq|peshmerga|kurdistan regional",
    "iran": r"\biran(?!ian regime)",
    "syria": (
        r"regime|assad|syria|shabbiha|^(the )?government|^army$"
        r"|^(military|political|state) (security|intelligence)$"
    ),
    "terrorists": r"terror",
}
CLAIMANTS: Names = {
    "snhr": r"\bsnhr\b|\bsn4hr\b|syrian network for human",
    "sohr": r"\bsohr\b|\bsyriahr\b|syrian observatory|^(the )?(war )?monitor",
    "vdc": r"\bvdc\b|violations documentation",
    "airwars": r"airwars",
    "white helmets": r"white helmets|syrian? ?civil ?defen[cs]e",
    "unami": r"unami|uniraq|assistance mission for iraq",
    "ohchr": r"ohchr|human rights office|high commissioner",
    "ocha": r"\bun ?ocha\b|\bocha\b",
    "unhcr": r"unhcr|refugee agency",
    "iom": r"\biom\b|organization for migration",
    "commission of inquiry": r"\bcoi\b|commission of inquiry",
    "amnesty": r"amnesty",
    "hrw": r"\bhrw\b|human rights watch",
    "phr": r"\bphr\b|physicians for human",
    "msf": r"\bmsf\b|borders.*doctors|doctors without|m[ée]decins sans",
    "rsf": r"\brsf\b|reporters without",
    "mag": r"\bmag\b|maginternational|mines advisory",
    "stj": r"\bstj\b|truth and justice",
    "coalition": r"coalition|cjtf|inherent ?resolve",
    "sdf": r"\bsdf\b|syrian democratic forces",
    "sana": r"\bsana\b|syrian arab news",
    "north press": r"north press|npasyria|\bnpa\b",
    "iraqi news": r"iraqi ?news",
    "syria times": r"syria ?times",
}
BACKED = re.compile(r"\b\w+[ -](backed|supported)\b")
ENDINGS = re.compile(r"\.(org|com|net|sy|int|mil|example|un|info|co|tv|iq)\b")
EMPTY = {"the", "a", "an", "of", "and", "some"}


def same_actor(one: str | None, other: str | None) -> bool:
    """Whether both name one party, or neither any."""
    return _same(one, other, ACTORS)


def same_claimant(one: str | None, other: str | None) -> bool:
    """Whether both name one source; a host name is its owner's."""
    return _same(one, other, CLAIMANTS)


def _same(one: str | None, other: str | None, table: Names) -> bool:
    names = [_canonical(name, table) for name in (one, other)]
    if names[0] == names[1]:
        return True
    if None in names or any(name in table for name in names):
        return False
    words, others = ({*str(name).split()} - EMPTY for name in names)
    squeezed = {str(name).replace(" ", "") for name in names}
    return len(squeezed) == 1 or (bool(words and others) and (words <= others or others <= words))


def _canonical(name: str | None, table: Names) -> str | None:
    """The table's name; the name's own plain words where the table has none; None for nobody."""
    plain = ENDINGS.sub("", BACKED.sub("", str(name or "").lower()))
    plain = " ".join(re.findall(r"[^\W_]+", re.sub(r"['’‘]s?\b", "", plain)))
    for canonical, pattern in table.items():
        if re.search(pattern, plain):
            return None if canonical == "nobody" else canonical
    return plain or None
