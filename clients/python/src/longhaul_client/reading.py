"""Answers as the documents that they must be."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from .errors import UnexpectedAnswer
from .messages import Answer

ModelT = TypeVar("ModelT", bound=BaseModel)


def read(model: type[ModelT], answer: Answer) -> ModelT:
    """Return the document.

    Raises:
        UnexpectedAnswer: it is another one.
    """
    try:
        return model.model_validate_json(answer.body)
    except ValidationError as error:
        raise UnexpectedAnswer(
            "The answer is not what a Longhaul server of this version says. Check the address."
        ) from error
