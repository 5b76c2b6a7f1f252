"""The local VK and Telegram: whole little platforms over real HTTP, for tests and the demo.

They know nothing of the bot: they import neither `bot` nor `handlers`, and behave as the
platforms do where a community bot touches them. Trouble is ordered with `sandbox.faults`.
"""
