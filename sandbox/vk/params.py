"""A call's parameters, read the way VK reads them: everything is text, lists are comma-joined.

Every reader refuses with error 100 and the parameter's name, so that bad input never becomes an
exception of the stand-in.
"""

from collections.abc import Mapping

from sandbox.vk.refusals import Refusal


class Params:
    """The parameters of one call, without the token."""

    def __init__(self, raw: Mapping[str, str]) -> None:
        self._raw = raw

    def has(self, name: str) -> bool:
        """Tell whether the parameter was passed and is not empty."""
        return bool(self._raw.get(name))

    def text(self, name: str, default: str | None = None, *, most: int | None = None) -> str:
        """Return a text; without `default` it is required, `most` is its greatest length."""
        value = self._raw.get(name) or default
        if value is None:
            raise missing(name)
        if most is not None and len(value) > most:
            raise Refusal(100, f"{name} should be less than or equal to {most} letters")
        return value

    def number(
        self,
        name: str,
        default: int | None = None,
        *,
        least: int | None = None,
        most: int | None = None,
    ) -> int:
        """Return an integer; without `default` it is required."""
        if not self.has(name):
            if default is None:
                raise missing(name)
            return default
        try:
            value = int(self._raw[name])
        except ValueError:
            raise Refusal(100, f"{name} not integer") from None
        if (least is not None and value < least) or (most is not None and value > most):
            raise Refusal(100, f"{name} is out of range")
        return value

    def flag(self, name: str) -> bool:
        """Return a flag, which VK takes as 1 or 0 (some clients write `true`)."""
        return self._raw.get(name, "").lower() in {"1", "true"}

    def items(self, name: str) -> list[str]:
        """Return the items of a comma-joined list, none if it was not passed."""
        return [item.strip() for item in self._raw.get(name, "").split(",") if item.strip()]

    def numbers(self, name: str) -> list[int]:
        """Return the items of a comma-joined list of integers."""
        try:
            return [int(item) for item in self.items(name)]
        except ValueError:
            raise Refusal(100, f"{name} not integer") from None


def missing(name: str) -> Refusal:
    """Return the refusal of a call that lacks a required parameter."""
    return Refusal(100, f"{name} is undefined")
