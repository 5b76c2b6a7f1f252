"""What can happen to the bot: every door from the outside.

A door turns something raw (an HTTP request, an update, a tick of the clock) into a fact and hands
it to the desk; it decides nothing and sends nothing that matters.
"""
