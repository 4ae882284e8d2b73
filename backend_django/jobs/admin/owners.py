from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest
from django.utils.decorators import method_decorator

from users.admin import UserAdmin
from users.models import User

from ..deletion import delete_owner
from ..models import Job
from .capped import COUNTED_TO

admin.site.unregister(User)


# Jobs go a batch at a time.
@method_decorator(transaction.non_atomic_requests, name="changelist_view")
@method_decorator(transaction.non_atomic_requests, name="delete_view")
@admin.register(User)
class OwnerAdmin(UserAdmin):
    """Users, whose jobs and files go with them."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Say how many jobs go with them, without reading each."""
        users = list(objs)
        count = Job.objects.filter(owner__in=users)[:COUNTED_TO].count()
        jobs = f"{count:,}{' or more' if count == COUNTED_TO else ''}"
        lines = [f"User {user}" for user in users] + [f"Jobs, with results and files: {jobs}"]
        needed = set() if self.has_delete_permission(request) else {"user"}
        return lines, {"users": len(users), "jobs": jobs}, needed, []

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """Remove a user with all jobs."""
        delete_owner(obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """Remove users with all jobs."""
        for user in queryset:
            delete_owner(user)
