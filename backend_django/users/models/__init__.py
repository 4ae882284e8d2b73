from .session import Session
from .token import Token
from .user import User

__all__ = ["Session", "Token", "User"]
