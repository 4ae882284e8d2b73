from typing import Any


class ReadOnly:
    """Nothing is added or edited by hand."""

    def has_add_permission(self, *_: Any) -> bool:
        return False

    def has_change_permission(self, *_: Any) -> bool:
        return False
