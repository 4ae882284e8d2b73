"""The routes of accounts: `path("api/v1/", include("longhaul.accounts.urls"))`."""

from longhaul.accounts.views import (
    EmailView,
    LoginView,
    LogoutView,
    PasswordChangeView,
    PasswordResetConfirmView,
    PasswordResetView,
    RegisterView,
    ResendEmailView,
    SessionsView,
    SessionView,
    TokensView,
    TokenView,
    UserView,
    VerifyEmailView,
)
from longhaul.api.views import UUID, route

urlpatterns = [
    route("auth/login", LoginView.as_view(), "login"),
    route("auth/logout", LogoutView.as_view(), "logout"),
    route("auth/session", SessionView.as_view(), "session"),
    route("auth/sessions", SessionsView.as_view(), "sessions"),
    route("auth/user", UserView.as_view(), "user"),
    route("auth/password/change", PasswordChangeView.as_view(), "password-change"),
    route("auth/password/reset", PasswordResetView.as_view(), "password-reset"),
    route("auth/password/reset/confirm", PasswordResetConfirmView.as_view(), "reset-confirm"),
    route("auth/registration", RegisterView.as_view(), "register"),
    route("auth/registration/verify-email", VerifyEmailView.as_view(), "verify-email"),
    route("auth/registration/resend-email", ResendEmailView.as_view(), "resend-email"),
    route("auth/email", EmailView.as_view(), "email"),
    route("auth/tokens", TokensView.as_view(), "tokens"),
    route(rf"auth/tokens/(?P<token>{UUID})", TokenView.as_view(), "token"),
]
