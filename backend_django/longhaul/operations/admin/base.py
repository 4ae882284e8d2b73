"""Parts that several admin pages share."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.html import format_html

COUNTED_TO = 1_000


class CappedPaginator(Paginator):  # type: ignore[type-arg]  # generic in the stubs alone
    """Counts up to a limit: counting a large table takes longer than showing a page of it."""

    object_list: Any

    @cached_property
    def count(self) -> int:
        return int(self.object_list[:COUNTED_TO].count())


class ReadOnly:
    """A mixin for models that are not added or edited by hand."""

    def has_add_permission(self, *_: Any) -> bool:
        return False

    def has_change_permission(self, *_: Any) -> bool:
        return False


def flower_link(path: str, text: str) -> str:
    """Return a link into Flower, or the text alone where the settings name no Flower."""
    if not settings.FLOWER_URL:
        return text
    return format_html('<a href="{}/{}">{}</a>', settings.FLOWER_URL.rstrip("/"), path, text)
