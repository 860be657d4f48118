"""Words without a capital that tell who, where or with what: replaced, they tell another event."""

from __future__ import annotations

from pipelines.copies.words import Word, fold_word

_PARTIES = (
    "regime government army military police coalition alliance opposition rebel rebels militia "
    "militias militants insurgents jihadists gunmen soldiers troops guards mercenaries"
)
_DIRECTIONS = (
    "north northern south southern east eastern west western northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern central"
)
_VICTIMS = (
    "man men woman women child children boy boys girl girls baby infant teenager civilian "
    "civilians fighter fighters doctor doctors nurse medic medics journalist journalists teacher "
    "teachers student students pupils farmer farmers shepherd shepherds prisoner prisoners"
)
_MEANS = (
    "airstrike airstrikes shelling artillery mortar mortars rocket rockets missile missiles drone "
    "drones mine mines landmine landmines bomb bombs sniper snipers torture gunfire chlorine "
    "sarin napalm cluster barrel helicopter helicopters warplane warplanes tank tanks grenade"
)
_TARGETS = (
    "school schools hospital hospitals clinic clinics mosque mosques church churches market "
    "markets bakery bakeries camp camps checkpoint checkpoints bridge village town city house"
)
_HARM = "killed wounded injured arrested detained abducted kidnapped released tortured displaced"

PARTIES = frozenset(map(fold_word, _PARTIES.split()))
"""Words for parties without a name of their own, folded."""

TELLING = PARTIES.union(
    map(fold_word, f"{_DIRECTIONS} {_VICTIMS} {_MEANS} {_TARGETS} {_HARM}".split())
)
"""Folded. A change of one of these for another is never a matter of wording."""

_OPENERS = (
    "the a an in on at of to for from with by as but and or if so he she they it we you his her "
    "their its our my this these that those there here when while after before during since "
    "until once then also too however meanwhile moreover furthermore additionally besides despite "
    "although though because according earlier later today yesterday tomorrow now still yet only "
    "even just more most many much some several few all both each every another other others no "
    "not none neither nor what who which where why how about over under between among around "
    "near nearly almost dozens hundreds thousands locals residents witnesses activists sources "
    "officials relatives families people survivors neighbours neighbors images videos pictures"
)
OPENERS = frozenset(map(fold_word, _OPENERS.split()))
"""Words that begin sentences and are no names."""

_EMPTY_ARABIC = (
    "في من على إلى عن مع بعد قبل بين حتى منذ عند لدى حيث كما وقد قد ثم أو أن إن التي الذي الذين "
    "هذا هذه ذلك تلك كان كانت وكان وكانت ما لا لم لن هو هي هم كل بعض أي غير خلال ضد حول نحو عبر "
    "وهو وهي فقط أيضا كذلك بينما لكن ولكن إذ إذا أثناء جراء نتيجة بسبب إثر قال وقال ذكر وذكر أكد "
    "وأكد أضاف وأضاف أفاد وأفاد أوضح وأوضح"
)
EMPTY_ARABIC = frozenset(fold_word(word) for word in _EMPTY_ARABIC.split())
"""Words that link others or say that somebody said; any other Arabic word may be a name."""


def may_be_name(word: Word) -> bool:
    """Whether a capital shows a name, or the beginning of a sentence or Arabic script hides it."""
    if word.is_name or (word.opens and word.text not in OPENERS):
        return True
    return not word.text.isascii() and len(word.text) > 2 and word.text not in EMPTY_ARABIC
