"""What can be broken on the page, and mended again: switches, and blows that pass by themselves."""

from collections.abc import Callable

from sandbox.bakery import Bakery
from sandbox.faults import Error, LoseAnswer

PATIENCE = 10
"""Seconds for which Telegram asks the bot to keep silent."""


class Troubles:
    """The troubles of one world. `on` names the switches that are on at the moment."""

    def __init__(self, bakery: Bakery) -> None:
        self._bakery = bakery
        self._switches: dict[str, Callable[[bool], None]] = {
            "vk-down": self._vk_down,
            "tg-down": self._tg_down,
        }
        self._blows: dict[str, Callable[[], None]] = {
            "vk-loses": self._vk_loses,
            "tg-busy": self._tg_busy,
        }
        self.on: set[str] = set()

    def switch(self, name: str, on: bool) -> None:
        """Switch a trouble on or off, or let a blow fall. Raises KeyError for one there is not."""
        if name in self._blows:
            self._blows[name]()
            return
        self._switches[name](on)
        (self.on.add if on else self.on.discard)(name)

    def clear(self) -> None:
        """Mend everything."""
        for name in tuple(self.on):
            self.switch(name, False)
        self._bakery.vk.faults.clear()
        self._bakery.tg.faults.clear()

    def _vk_down(self, down: bool) -> None:
        self._bakery.vk.down = down

    def _tg_down(self, down: bool) -> None:
        self._bakery.tg.down = down

    def _vk_loses(self) -> None:
        self._bakery.vk.faults.order("wall.createComment", LoseAnswer())

    def _tg_busy(self) -> None:
        patience = {"retry_after": PATIENCE}
        message = f"Too Many Requests: retry after {PATIENCE}"
        self._bakery.tg.faults.order("sendMessage", Error(429, message, patience))
