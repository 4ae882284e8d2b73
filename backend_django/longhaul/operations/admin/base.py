"""Parts that several admin pages share."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property

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
