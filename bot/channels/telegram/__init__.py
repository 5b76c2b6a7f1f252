"""Telegram's staff group: what staff see and press.

* `keyboard` what a button carries
* `view`     all that is needed to draw something about a case
* `card`, `messages`  the drawings: text and buttons
* `plan`     the next single action that brings the chat in line with what should be shown
* `sender`   carries an action out; the one place where Telegram's errors become ours
* `roster`   who is of the staff
"""
