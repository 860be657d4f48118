"""A test that lacks a program says so; where none may be lacking it fails."""

from __future__ import annotations

import pytest
from installed import need


def test_what_is_missing_is_named_and_fails_only_where_all_is_required(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = r"not installed: no-such-tool\..*apt-get install some-package"
    monkeypatch.delenv("REQUIRE_SERVERS", raising=False)
    with pytest.raises(pytest.skip.Exception, match=told):
        need(sh="dash", no_such_tool="some-package")
    monkeypatch.setenv("REQUIRE_SERVERS", "1")
    with pytest.raises(pytest.fail.Exception, match=told):
        need(sh="dash", no_such_tool="some-package")


def test_what_is_there_is_found() -> None:
    (shell,) = need(sh="dash")
    assert shell.endswith("/sh")
