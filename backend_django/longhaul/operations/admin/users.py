"""Users, groups and tokens in the admin."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as BaseGroupAdmin
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils.decorators import method_decorator
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from longhaul.accounts.models import EmailUser, Token
from longhaul.jobs.models import Job
from longhaul.jobs.services import delete_owner
from longhaul.operations.admin.base import COUNTED_TO, ReadOnly

admin.site.unregister(Group)


# A user's jobs are deleted in batches, each in a transaction of its own.
@method_decorator(transaction.non_atomic_requests, name="changelist_view")
@method_decorator(transaction.non_atomic_requests, name="delete_view")
class UserAdmin(BaseUserAdmin, ModelAdmin):  # type: ignore[type-arg]  # generic in the stubs alone
    """Base class of the product's user admin: Django's own, without the user name."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    ordering = ("email",)
    list_display = ("email", "is_active", "is_staff", "date_joined", "last_login")
    search_fields = ("email", "first_name", "last_name")
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        ("Name", {"fields": ("first_name", "last_name")}),
        ("Permissions", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        ("Times", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "password1", "password2")}),)

    def save_model(self, request: HttpRequest, obj: EmailUser, form: Any, change: bool) -> None:
        """Save; an address entered by staff counts as verified, so that the user can sign in."""
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            EmailAddress.objects.filter(Q(user=obj) | Q(email__iexact=obj.email)).delete()
            EmailAddress.objects.create(user=obj, email=obj.email, verified=True, primary=True)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Count the jobs that are deleted with the users, instead of listing each."""
        users = list(objs)
        count = Job.objects.filter(owner__in=users)[:COUNTED_TO].count()
        jobs = f"{count:,}{' or more' if count == COUNTED_TO else ''}"
        lines = [f"User {user}" for user in users] + [f"Jobs, with results and files: {jobs}"]
        needed = set() if self.has_delete_permission(request) else {"user"}
        return lines, {"users": len(users), "jobs": jobs}, needed, []

    def delete_model(self, request: HttpRequest, obj: EmailUser) -> None:
        delete_owner(obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for user in queryset:
            delete_owner(user)


@admin.register(Group)
class GroupAdmin(BaseGroupAdmin, ModelAdmin):
    """Groups of users with common permissions."""


@admin.register(Token)
class TokenAdmin(ReadOnly, ModelAdmin):
    """Tokens of REST clients. Deleting one revokes it; its key was shown once, to its owner."""

    list_display = ("name", "user", "is_sign_in", "created_at", "last_used_at", "expires_at")
    list_filter = ("is_sign_in", "created_at", "expires_at")
    list_select_related = ("user",)
    search_fields = ("name", "user__email")
    ordering = ("-created_at", "-id")
    fields = readonly_fields = list_display
