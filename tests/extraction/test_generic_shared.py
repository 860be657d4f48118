"""The generic way on real labelled pages; they are not part of the project."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest
from running import NO_SHARED, SHARED

from crawler.extraction.body.generic import generic_body
from crawler.extraction.html import body_text, parse
from crawler.extraction.page.reading import read_page

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason=NO_SHARED)


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_body", SHARED / "eval" / "score_body.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def generic_text(html: str, url: str) -> str:
    return generic_body(read_page(parse(html), url))[0]


@pytest.mark.parametrize("function", [body_text, generic_text])
def test_bodies_of_labelled_pages_are_right(scorer: ModuleType, function) -> None:
    scores, _, errors = scorer.run(function, SHARED / "html" / "articles")
    precision, recall, f1, _ = scorer.summarise(list(scores.values()))
    assert errors == 0
    assert min(precision, recall, f1) >= 0.98
