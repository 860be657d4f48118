"""Addresses of one shape are told from others, and closed where they give nothing."""

import pytest

from crawler.shapes import Shapes, shape_of

HOME = "https://monitor.example"


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/", "/"),
        ("/blog/2017/04/13/38282/", "/blog/9"),
        ("/blog/2017/04/13/38283", "/blog/9"),
        ("/2019/06/05/a-slug-of-words/", "/9/w"),
        ("/2019/06/05/36-civilians-killed/", "/9/w"),
        ("/2019/06/05/%d8%ad%d9%84%d8%a8/", "/9/w"),
        ("/calendar/2024-01-31/", "/calendar/9"),
        ("/a/a/a/a/", "/a/w"),
        ("/a/a/a/a/a/a/a/a/a/a/a/a/", "/a/w"),
        ("/report/5f3a9c1e7b/", "/report/x"),
        ("/report/?sid=5f3a9c1e7b&page=2", "/w?page&sid"),
        ("/report;jsessionid=5f3a/", "/w"),
    ],
)
def test_an_address_has_a_shape(path: str, shape: str) -> None:
    assert shape_of(HOME + path) == shape


def visit(shapes: Shapes, *pages: tuple[str, bool]) -> None:
    for path, is_new in pages:
        shapes.ask(HOME + path)
        shapes.settle(HOME + path, is_new=is_new)


def days(count: int) -> list[tuple[str, bool]]:
    return [(f"/calendar/2024/01/{day}/", False) for day in range(count)]


def test_a_shape_that_gives_nothing_is_closed_and_no_other() -> None:
    shapes = Shapes(5)
    visit(shapes, *days(4))
    assert not shapes.is_closed(f"{HOME}/calendar/2024/02/01/")
    visit(shapes, *days(1))
    assert shapes.is_closed(f"{HOME}/calendar/2024/02/01/")
    assert not shapes.is_closed(f"{HOME}/blog/2024/02/01/1/")


def test_a_shape_that_gives_a_report_now_and_then_is_never_closed() -> None:
    shapes = Shapes(5)
    for number in range(1_000):
        visit(shapes, (f"/blog/2017/04/13/{number}/", number % 5 == 0))
        assert not shapes.is_closed(f"{HOME}/blog/2017/04/13/1/")


def test_pages_that_were_asked_for_before_or_not_seen_count_for_nothing() -> None:
    shapes = Shapes(5)
    for number in range(20):
        shapes.settle(f"{HOME}/blog/2017/04/13/{number}/", is_new=False)
        shapes.ask(f"{HOME}/blog/2017/04/14/{number}/")
        shapes.forget(f"{HOME}/blog/2017/04/14/{number}/")
    assert not shapes.is_closed(f"{HOME}/blog/2017/04/13/1/")


def test_without_a_number_nothing_is_closed() -> None:
    shapes = Shapes(0)
    visit(shapes, *days(28))
    assert not shapes.is_closed(f"{HOME}/calendar/2024/02/01/")


def test_what_had_been_left_and_gives_a_report_heals() -> None:
    shapes = Shapes(5)
    shapes.look_again([f"{HOME}/calendar/2024/01/1/"])
    visit(shapes, ("/blog/2017/04/13/1/", True), ("/calendar/2024/01/1/", False))
    assert not shapes.healed
    visit(shapes, ("/calendar/2024/01/1/", True))
    assert shapes.healed
