from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0006_worker_stalls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='job',
            name='jobs_job_same_work_once',
        ),
        migrations.AddConstraint(
            model_name='job',
            constraint=models.UniqueConstraint(condition=models.Q(('cancel_requested_at', None), ('status__in', ('pending', 'processing')), models.Q(('dedupe_key', ''), _negated=True)), fields=('owner', 'feature', 'dedupe_key'), name='jobs_job_same_work_once'),
        ),
    ]
