"""Every address has one representation, and gives it whatever a client says it accepts."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class LenientNegotiation(DefaultContentNegotiation):
    """Fall back on the first representation: a browser that follows a link asks for HTML."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: Any = None
    ) -> tuple[BaseRenderer, str]:
        """Choose as the client wishes, if possible."""
        renderers = list(renderers)
        chosen: tuple[BaseRenderer, str] = renderers[0], renderers[0].media_type
        with suppress(NotAcceptable):
            chosen = super().select_renderer(request, renderers, format_suffix)
        return chosen
