"""What staff can do on the page: write into their group and press the bot's buttons."""

from sandbox.page.given import (
    LONGEST,
    LONGEST_CAPTION,
    Json,
    Nonsense,
    chat,
    colleague,
    message,
    number,
    photo,
    text,
)
from sandbox.page.show import Show
from sandbox.telegram import NoSuchButton


async def say(show: Show, given: Json) -> Json:
    """Write into the staff group, with a photo if so wished, or as the manager to the bot."""
    tg, place, person = show.bakery.tg, chat(show, given), colleague(show, given)
    with_photo = photo(given)
    written = text(given, most=LONGEST_CAPTION if with_photo else LONGEST)
    answered = message(place, given, "reply_to") if given.get("reply_to") is not None else None
    if place is not show.bakery.staff:
        return {"id": tg.say_private(person, written, reply_to=answered).id}
    topic = given.get("topic")
    if topic is not None and place.topic(number(given, "topic")) is None:
        raise Nonsense("act-gone")
    if with_photo:
        said = tg.say_photo(person, place, caption=written, topic=topic, reply_to=answered)
    else:
        said = tg.say(person, place, written, topic=topic, reply_to=answered)
    return {"id": said.id}


async def edit_message(show: Show, given: Json) -> Json:
    """Change a message of one's own, or the caption of one's photo."""
    changed = message(chat(show, given), given, "message")
    if changed.sender is not colleague(show, given):
        raise Nonsense("act-not-yours")
    most = LONGEST_CAPTION if changed.photo else LONGEST
    show.bakery.tg.edit(changed, text(given, most=most))
    return {}


async def press(show: Show, given: Json) -> Json:
    """Press a button; answer with the toast, empty where the bot did not answer in time."""
    place, person = chat(show, given), colleague(show, given)
    pressed_on = message(place, given, "message")
    try:
        pressed = show.bakery.tg.press(person, pressed_on, str(given.get("data")))
    except NoSuchButton:
        raise Nonsense("act-gone") from None
    try:
        await show.bakery.tg.answered(pressed)
    except TimeoutError:
        return {"toast": None}
    return {"toast": pressed.answer or ""}
