"""The URLs of a product with endpoints of its own: one in DRF's ordinary way, one opting in."""

from typing import Any

from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.urls import include, path
from drf_spectacular.types import OpenApiTypes
from pydantic import BaseModel
from rest_framework.request import Request
from rest_framework.routers import DefaultRouter
from rest_framework.serializers import ModelSerializer
from rest_framework.viewsets import ModelViewSet

from config import urls
from longhaul.api.openapi import in_path, operation
from longhaul.api.views import ApiView, document
from longhaul.urls import handler400, handler404, handler500  # noqa: F401  (Django reads them here)


class GroupSerializer(ModelSerializer[Group]):
    class Meta:
        model = Group
        fields = ("id", "name")


class GroupViewSet(ModelViewSet[Group]):
    """Groups of users."""

    queryset = Group.objects.order_by("id")
    serializer_class = GroupSerializer


class Note(BaseModel):
    text: str


class NoteView(ApiView):
    """A note. The engine's rules apply to it."""

    path_parameters = (in_path("id", "The note.", OpenApiTypes.INT),)

    @operation("note_update", "Change a note", request=Note, body=Note, problems=("not_found",))
    def put(self, request: Request, **_: Any) -> HttpResponse:
        """Change a note."""
        return document(Note.model_validate(request.data))


router = DefaultRouter()
router.register("groups", GroupViewSet)
urlpatterns = [
    path("api/v1/", include(router.urls)),
    path("api/v1/notes/<int:id>/", NoteView.as_view()),
    *urls.urlpatterns,
]
