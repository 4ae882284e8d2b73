"""Models of libraries in the admin: restyled, or removed where nothing ever writes to them."""

from allauth.account.admin import EmailAddressAdmin
from allauth.account.models import EmailAddress
from allauth.socialaccount import admin as _socialaccount_admin  # noqa: F401  (registers what is unregistered below)
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


class TaskSelect(UnfoldAdminSelectWidget, TaskSelectWidget):
    """Selects one of the registered tasks."""


class TaskForm(PeriodicTaskForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["task"].widget = UnfoldAdminTextInputWidget()
        self.fields["regtask"].widget = TaskSelect()


class TaskAdmin(PeriodicTaskAdmin):
    form = TaskForm


UNUSED = [SocialAccount, SocialApp, SocialToken, AccessFailureLog, AccessLog, SolarSchedule]
RESTYLED = {
    EmailAddress: EmailAddressAdmin,
    AccessAttempt: AccessAttemptAdmin,  # deleting a row unlocks the account for its address
    ClockedSchedule: ClockedScheduleAdmin,
    CrontabSchedule: CrontabScheduleAdmin,
    PeriodicTask: TaskAdmin,
}

admin.site.unregister([*UNUSED, *RESTYLED, IntervalSchedule])
admin.site.register(IntervalSchedule, ModelAdmin)
for model, base in RESTYLED.items():
    admin.site.register(model, type(base.__name__, (base, ModelAdmin), {}))
