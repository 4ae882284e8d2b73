"""Models of libraries in the admin: restyled, or removed where nothing ever writes to them."""

from allauth.account.admin import EmailAddressAdmin
from allauth.account.models import EmailAddress
from allauth.socialaccount import admin as _socialaccount_admin  # noqa: F401  (registers what the loop below unregisters)
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from axes.admin import AccessAttemptAdmin
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django_celery_beat.admin import (
    ClockedScheduleAdmin,
    CrontabScheduleAdmin,
    PeriodicTaskAdmin,
    PeriodicTaskForm,
    TaskSelectWidget,
)
from django_celery_beat.models import (
    ClockedSchedule,
    CrontabSchedule,
    IntervalSchedule,
    PeriodicTask,
    SolarSchedule,
)
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

UNUSED = [SocialAccount, SocialApp, SocialToken, AccessFailureLog, AccessLog, SolarSchedule]
RESTYLED = [EmailAddress, AccessAttempt, ClockedSchedule, CrontabSchedule, IntervalSchedule]

for model in (*UNUSED, *RESTYLED, PeriodicTask):
    admin.site.unregister(model)


class TaskSelect(UnfoldAdminSelectWidget, TaskSelectWidget):
    """Choose one of the registered tasks."""


class TaskForm(PeriodicTaskForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["task"].widget = UnfoldAdminTextInputWidget()
        self.fields["regtask"].widget = TaskSelect()


@admin.register(PeriodicTask)
class RestyledPeriodicTaskAdmin(PeriodicTaskAdmin, ModelAdmin):
    form = TaskForm


@admin.register(IntervalSchedule)
class RestyledIntervalAdmin(ModelAdmin):
    pass


@admin.register(CrontabSchedule)
class RestyledCrontabAdmin(CrontabScheduleAdmin, ModelAdmin):
    pass


@admin.register(ClockedSchedule)
class RestyledClockedAdmin(ClockedScheduleAdmin, ModelAdmin):
    pass


@admin.register(EmailAddress)
class RestyledAddressAdmin(EmailAddressAdmin, ModelAdmin):
    pass


@admin.register(AccessAttempt)
class RestyledAttemptAdmin(AccessAttemptAdmin, ModelAdmin):
    """Failed sign-ins; deleting a row unlocks the account for its address."""
