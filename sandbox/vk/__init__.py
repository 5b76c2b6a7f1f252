"""A local VK: one community, its wall and its readers, behind VK's own HTTP surface.

Three doors. `/method/<name>` is the API with its three kinds of key, its calls per second and its
errors inside HTTP 200; a long poll gives events to whoever asks; and to each registered Callback
API server every event is carried by POST until it answers `ok`.

The switches on `Vk` are the troubles VK is known for: lost answers, a `guid` that does not hold,
echoes that come first or never, events twice and out of order. Where VK's behaviour is not
documented the stand-in takes the harsher reading, so that what works here need not be lucky there.
"""

from sandbox.vk.callback import CallbackServer, Delivery
from sandbox.vk.dialogues import Message
from sandbox.vk.gate import Call
from sandbox.vk.photos import Photo
from sandbox.vk.server import Vk
from sandbox.vk.wall import Comment

__all__ = ["Call", "CallbackServer", "Comment", "Delivery", "Message", "Photo", "Vk"]
