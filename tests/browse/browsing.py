"""A site on a file, asked without a server."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from httpx import Response

from browse.site import Site


class Browser:
    """Asks a site for pages, one at a time."""

    def __init__(self, path: Path) -> None:
        self.runner = asyncio.Runner()
        self.site = self.runner.run(self._make(path))

    async def _make(self, path: Path) -> Site:
        site = Site(path)
        await site.invoke_startup()
        return site

    def get(self, address: str, **options: Any) -> Response:
        response: Response = self.runner.run(self.site.client.get(address, **options))
        return response

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.site.close()
        self.runner.close()
