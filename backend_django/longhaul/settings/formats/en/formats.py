"""How Django writes moments: so that they sort, and two seconds differ."""

DATETIME_FORMAT = "Y-m-d H:i:s"
