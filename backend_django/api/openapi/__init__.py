"""The OpenAPI document: made from the views, the features and `operations.py`."""
