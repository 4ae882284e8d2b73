"""Delete many rows without keeping anybody waiting: a few at a time, each time a transaction."""

from django.db.models import Model, QuerySet

BATCH = 200


def delete_in_batches(rows: "QuerySet[Model]") -> int:
    """Delete what nobody refers to; return how many rows there were."""
    model, done = rows.model._default_manager, 0
    while keys := list(rows.order_by().values_list("pk", flat=True)[:BATCH]):
        model.filter(pk__in=keys).delete()
        done += len(keys)
    return done
