"""A Telegram on this machine: the Bot API over real HTTP, and hands for the people behind it.

    tg = Telegram(token="100:staff")
    await tg.start()
    staff = tg.group("Команда", forum=True)
    maria = tg.person("Мария")
    tg.join(maria, staff)
    tg.say(maria, staff, "Добрый день")
    await tg.idle()

It answers as the official server does where a bot for groups, forums and private chats touches
it; descriptions of errors are the official ones. `tg.faults` orders trouble by method name.
"""

from sandbox.telegram.files import File, grey_jpeg
from sandbox.telegram.server import Call
from sandbox.telegram.stage import ALL, Telegram
from sandbox.telegram.webhook import Delivery, Webhook
from sandbox.telegram.world import (
    Button,
    Chat,
    Edit,
    Member,
    Message,
    NoSuchButton,
    Person,
    Press,
    Topic,
)

__all__ = [
    "ALL",
    "Button",
    "Call",
    "Chat",
    "Delivery",
    "Edit",
    "File",
    "Member",
    "Message",
    "NoSuchButton",
    "Person",
    "Press",
    "Telegram",
    "Topic",
    "Webhook",
    "grey_jpeg",
]
