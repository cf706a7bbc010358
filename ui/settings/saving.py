"""Type of the function by which settings cards save a value."""

from typing import Protocol, TypeVar

from crm.settings import Key

Value = TypeVar("Value")


class SaveSetting(Protocol):
    """Returns whether the value was saved; a refusal is shown to the user."""

    def __call__(self, key: Key[Value], value: Value) -> bool: ...
