from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0004_ended'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='job',
            index=models.Index(condition=models.Q(('status__in', ('pending', 'processing'))), fields=['owner', 'queue', 'dispatched_at'], name='jobs_job_unfinished'),
        ),
        migrations.AddIndex(
            model_name='job',
            index=models.Index(condition=models.Q(('start_by__isnull', False), ('status', 'pending')), fields=['start_by'], name='jobs_job_overdue'),
        ),
    ]
