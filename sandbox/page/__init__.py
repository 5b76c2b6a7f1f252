"""The demo's page: every part played by hand, on the stand-ins, against the unmodified bot.

* `show`      the world that is on: bakery, bot, clock, troubles; started afresh in a language
* `views`     what of it the page shows, as JSON
* `clocks`    when the bot means to act next, out of the bot's own file
* `acts`      what the page can do: write, answer, edit, press, travel, break things
* `troubles`  what can be broken
* `server`    HTTP: the page, a stream of changes, the acts
* `static/`   the page itself, without a build step and without anything from elsewhere
"""
