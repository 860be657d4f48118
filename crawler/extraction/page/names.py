"""Names by which parts of a page are known: tags, classes and ids, in one notation.

``.name`` is a class, ``.name*`` a class beginning so, ``#name`` an id, ``#name*`` an id beginning
so, a bare word a tag.
"""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import frozen
from lxml import etree


@frozen(eq=False)
class Names:
    """A set of the notation above, ready to be asked about an element."""

    tags: frozenset[str]
    classes: frozenset[str]
    ids: frozenset[str]
    class_prefixes: tuple[str, ...]
    id_prefixes: tuple[str, ...]
    words: re.Pattern[str] | None

    @classmethod
    def of(cls, *groups: tuple[str, ...], words: re.Pattern[str] | None = None) -> Names:
        """Names of the given groups, and classes in which ``words`` are found.

        A form that the notation lacks raises ValueError.
        """
        names = [name for group in groups for name in group]
        wrong = [name for name in names if not re.fullmatch(r"[.#]?[\w-]+\*?", name)]
        if wrong:
            raise ValueError(f"not in the notation of names: {wrong}")
        plain = [name for name in names if not name.endswith("*")]
        begun = [name[:-1] for name in names if name.endswith("*")]
        return cls(
            tags=frozenset(name for name in plain if name[0] not in ".#"),
            classes=frozenset(name[1:] for name in plain if name[0] == "."),
            ids=frozenset(name[1:] for name in plain if name[0] == "#"),
            class_prefixes=tuple(name[1:] for name in begun if name[0] == "."),
            id_prefixes=tuple(name[1:] for name in begun if name[0] == "#"),
            words=words,
        )

    def match(self, element: etree._Element) -> bool:
        """Whether the element bears one of the names."""
        if element.tag in self.tags:
            return True
        classes = element.get("class")
        if classes and _has_class(self, classes):
            return True
        name = element.get("id")
        return name is not None and (name in self.ids or name.startswith(self.id_prefixes))


@lru_cache(maxsize=8192)
def _has_class(names: Names, classes: str) -> bool:
    """Whether a ``class`` attribute holds one of the names; those of one site repeat."""
    return any(
        token in names.classes
        or token.startswith(names.class_prefixes)
        or (names.words is not None and names.words.search(token) is not None)
        for token in classes.split()
    )
