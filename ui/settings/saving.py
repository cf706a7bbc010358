"""How a card of the page keeps what was chosen."""

from typing import Protocol, TypeVar

from crm.settings import Key

Value = TypeVar("Value")


class Keep(Protocol):
    """Whether it was kept; a refusal is told to the user."""

    def __call__(self, key: Key[Value], value: Value) -> bool: ...
