"""The documents that the API answers with about accounts."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, RootModel

from longhaul.api.http import Moment


class SessionUser(BaseModel):
    email: str
    is_staff: bool


class SessionDocument(BaseModel):
    """Who is signed in at the page; null for a guest."""

    user: SessionUser | None


class DetailDocument(BaseModel):
    """What happened, in one sentence."""

    detail: str


class EmailDocument(BaseModel):
    """An account's address; `pending` replaces it once it is verified."""

    email: str
    verified: bool
    pending: str | None


class TokenDocument(BaseModel):
    """A token; `last_used_at` is precise to the minute, null for a token never used."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    created_at: Moment
    last_used_at: Moment | None
    expires_at: Moment | None


class NewTokenDocument(TokenDocument):
    """A token that was just created."""

    key: str = Field(description="Send it as `Authorization: Token <key>`. It is shown only now.")


class TokenList(RootModel[list[TokenDocument]]):
    """The valid tokens."""
