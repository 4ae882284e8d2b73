"""Pages of a table whose rows nobody counts: that takes longer than showing them."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property

COUNTED_TO = 1_000


class CappedPaginator(Paginator):  # type: ignore[type-arg]  # generic in the stubs alone
    """Counts no further than people turn pages; what is older is found by filters and search."""

    object_list: Any

    @cached_property
    def count(self) -> int:
        return int(self.object_list[:COUNTED_TO].count())
