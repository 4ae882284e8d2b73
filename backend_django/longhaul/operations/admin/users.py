from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth import get_user_model
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
from longhaul.operations.admin.base import COUNTED_TO

admin.site.unregister(Group)


@admin.register(get_user_model())
class UserAdmin(BaseUserAdmin, ModelAdmin):  # type: ignore[type-arg]  # generic in the stubs alone
    """Django's own user pages, without the user name."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    ordering = ("email",)
    list_display = ("email", "is_active", "is_staff", "date_joined", "last_login")
    search_fields = ("email", "first_name", "last_name")
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        ("Person", {"fields": ("first_name", "last_name")}),
        ("May", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        ("When", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "password1", "password2")}),)

    def save_model(self, request: HttpRequest, obj: EmailUser, form: Any, change: bool) -> None:
        """Save; an address that staff has typed counts as verified, else nobody could sign in."""
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            EmailAddress.objects.filter(Q(user=obj) | Q(email__iexact=obj.email)).delete()
            EmailAddress.objects.create(user=obj, email=obj.email, verified=True, primary=True)


@admin.register(Group)
class GroupAdmin(BaseGroupAdmin, ModelAdmin):
    """Who may do what in the admin."""


@admin.register(Token)
class TokenAdmin(ModelAdmin):
    """What REST clients sign in with. Nobody sees a key; whoever deletes a token revokes it."""

    list_display = ("name", "user", "is_sign_in", "created_at", "last_used_at", "expires_at")
    list_filter = ("is_sign_in", "created_at", "expires_at")
    list_select_related = ("user",)
    search_fields = ("name", "user__email")
    ordering = ("-created_at", "-id")
    fields = readonly_fields = list_display

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave that to who will use it: the key is shown once."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let nobody edit what was issued."""
        return False


admin.site.unregister(get_user_model())


# Jobs go a batch at a time.
@method_decorator(transaction.non_atomic_requests, name="changelist_view")
@method_decorator(transaction.non_atomic_requests, name="delete_view")
@admin.register(get_user_model())
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

    def delete_model(self, request: HttpRequest, obj: EmailUser) -> None:
        """Remove a user with all jobs."""
        delete_owner(obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """Remove users with all jobs."""
        for user in queryset:
            delete_owner(user)
