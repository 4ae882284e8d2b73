"""The routes of accounts: `path("api/v1/", include("longhaul.accounts.urls"))`."""

from longhaul.accounts import views
from longhaul.api.views import UUID, route

urlpatterns = [
    route("auth/login", views.LoginView.as_view(), "login"),
    route("auth/logout", views.LogoutView.as_view(), "logout"),
    route("auth/session", views.SessionView.as_view(), "session"),
    route("auth/sessions", views.SessionsView.as_view(), "sessions"),
    route("auth/user", views.UserView.as_view(), "user"),
    route("auth/password/change", views.PasswordChangeView.as_view(), "password-change"),
    route("auth/password/reset", views.PasswordResetView.as_view(), "password-reset"),
    route("auth/password/reset/confirm", views.PasswordResetConfirmView.as_view(), "reset-confirm"),
    route("auth/registration", views.RegisterView.as_view(), "register"),
    route("auth/registration/verify-email", views.VerifyEmailView.as_view(), "verify-email"),
    route("auth/registration/resend-email", views.ResendEmailView.as_view(), "resend-email"),
    route("auth/email", views.EmailView.as_view(), "email"),
    route("auth/tokens", views.TokensView.as_view(), "tokens"),
    route(rf"auth/tokens/(?P<token>{UUID})", views.TokenView.as_view(), "token"),
]
