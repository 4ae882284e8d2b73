from django.contrib import admin

from longhaul.operations.admin import users
from users.models import User


@admin.register(User)
class UserAdmin(users.UserAdmin):
    """Show fields of your own by adding to `fieldsets` and `list_display`."""
