"""Seed file → Publisher: what is known of a publisher is data, checked when it is loaded."""

from __future__ import annotations

from attrs import frozen


@frozen
class ContentRules:
    """Where the body stands on a publisher's pages."""

    containers: tuple[str, ...] = ()
    """CSS selectors of the node that holds the body; the first that matches counts."""
    noise: tuple[str, ...] = ()
    """CSS selectors of what is dropped inside the container."""
    subtitles: tuple[str, ...] = ()
    """CSS selectors of the line under the headline."""
