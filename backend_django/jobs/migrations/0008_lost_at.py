from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0007_same_work_again'),
    ]

    operations = [
        migrations.AddField(
            model_name='job',
            name='lost_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
