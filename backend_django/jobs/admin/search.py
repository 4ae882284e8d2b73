"""Find jobs by what people have at hand: an id, the owner's address, a word of the title."""

import re
from uuid import UUID

from django.db.models import Q

from users.models import User

DIGITS = 32
# As many as the list shows in the address of a job: fewer are a word like any other.
FEWEST = 8


def search(text: str) -> Q:
    """Return the condition for each of the words to be found."""
    found = Q()
    for word in text.split():
        owners = User.objects.filter(email__icontains=word)
        found &= Q(title__icontains=word) | Q(owner__in=owners) | _by_id(word)
    return found


def _by_id(word: str) -> Q:
    """Match jobs whose id begins so: a range, for which there is an index."""
    digits = word.replace("-", "").lower()
    if not re.fullmatch(f"[0-9a-f]{{{FEWEST},{DIGITS}}}", digits):
        return Q(pk__in=[])
    first, last = digits.ljust(DIGITS, "0"), digits.ljust(DIGITS, "f")
    return Q(pk__range=(UUID(first), UUID(last)))
