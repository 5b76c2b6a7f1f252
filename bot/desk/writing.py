"""Effects into rows: words for what is public, rows of the outbox."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, assert_never

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import effects as do
from bot.core.case import Case
from bot.core.effects import Effect, Urgency
from bot.core.known import MessageState
from bot.desk.ledger import Ledger
from bot.store import heard, library, outbox
from bot.store.cases import Told
from bot.store.heard import Heard
from bot.store.outbox import ToSay
from bot.voice import Voice

STAFF = "staff"
"""The destination of what goes to the staff chat, whatever its id is at the moment."""
GIFTS = "gifts"
"""The channel that gets the codes of compensations."""


async def write(
    connection: AsyncConnection,
    effect: Effect,
    case: Case,
    *,
    cause: str,
    voice: Voice,
    now: datetime,
    due: datetime,
    ledger: Ledger,
    link: str,
) -> None:
    """Write down what must be done: in the ledger, or at once what changes rows that are there."""
    match effect:
        case do.Answer():
            return
        case do.Remember():
            line = Told(now, effect.what, "", effect.detail)
            ledger.lines.append((case.id, cause, line))
        case (
            do.SendAgain()
            | do.CountAsFailed()
            | do.LeaveToPerson()
            | do.CountAsSent()
            | do.TakeBack()
            | do.Withdraw()
        ):
            await _changed(connection, effect, case, now=now)
        case do.Keep():
            await _kept(connection, effect, case, voice=voice, now=now)
        case do.Issue():
            ledger.rows.append(_issued(effect, case, now))
        case do.ShowPromise():
            text = voice.promised(case, effect.due, now=now, again=effect.again)
            due_at = {"due": effect.due.timestamp(), "text": text}
            ledger.rows.append(_staff(effect, case, due_at, now))
        case do.AskWhen():
            options = {"options": [one.timestamp() for one in effect.options]}
            ledger.rows.append(_staff(effect, case, options, now))
        case do.Post() | do.ShowWouldSay():
            text = await _words(connection, effect, case, voice=voice, now=now, due=due, link=link)
            row = _public(effect, case, text, now) if isinstance(effect, do.Post) else None
            ledger.rows.append(row or _staff(effect, case, {"text": text}, now))
        case (
            do.ShowCard()
            | do.ShowLine()
            | do.ShowPreview()
            | do.ShowHeard()
            | do.ShowEdit()
            | do.ShowDeletion()
            | do.ShowResult()
            | do.ShowSaid()
            | do.ShowHistory()
            | do.Prompt()
            | do.AskSecond()
            | do.AskManager()
            | do.TellAsker()
            | do.AskReason()
            | do.TellManager()
            | do.TellGift()
            | do.Warn()
            | do.Remind()
            | do.ReturnToQueue()
            | do.WakeUp()
            | do.PingManager()
            | do.PingByName()
            | do.AskWhetherSent()
            | do.TellRefused()
            | do.AskWhose()
            | do.OfferCorrection()
        ):
            ledger.rows.append(_staff(effect, case, {}, now))
        case _:
            assert_never(effect)


async def _changed(
    connection: AsyncConnection, effect: do.Change, case: Case, *, now: datetime
) -> None:
    """Change what already lies in the outbox."""
    match effect:
        case do.SendAgain():
            await outbox.send_again(connection, effect.message, now=now)
        case do.CountAsFailed():
            await outbox.set_state(connection, effect.message, MessageState.FAILED)
        case do.LeaveToPerson():
            await outbox.set_state(connection, effect.message, MessageState.ASKED)
        case do.CountAsSent():
            await _sent(connection, effect, case, now=now)
        case do.TakeBack():
            state = MessageState.WITHDRAWN
            await outbox.set_state(
                connection, effect.message, state, only_from=[MessageState.WAITING]
            )
        case do.Withdraw():
            await outbox.withdraw(connection, case.id, effect.purpose)


async def _sent(
    connection: AsyncConnection, effect: do.CountAsSent, case: Case, *, now: datetime
) -> None:
    await outbox.set_state(
        connection, effect.message, MessageState.SENT, sent_at=now, comment=effect.comment
    )
    if effect.comment is not None:
        place = case.place.dialogue(case.customer.id) if effect.private else case.place
        await heard.keep(connection, place, effect.comment, Heard(ours=True, case=case.id, at=now))


async def _kept(
    connection: AsyncConnection, effect: do.Keep, case: Case, *, voice: Voice, now: datetime
) -> None:
    await library.keep(
        connection, effect.text,
        language=voice.language(case.language), kind=case.kind, theme=case.theme, by=effect.by,
        now=now,
    )  # fmt: skip


async def _words(
    connection: AsyncConnection,
    effect: do.Post | do.ShowWouldSay,
    case: Case,
    *,
    voice: Voice,
    now: datetime,
    due: datetime,
    link: str,
) -> str:
    """Return the words of a public message; they are final from here on."""
    if effect.situation is None:
        return effect.text or ""
    if effect.until is not None:
        again = effect.situation == "promise-again"
        return voice.promised(case, effect.until, now=now, again=again)
    used = await heard.used(connection, case.place)
    code = (effect.code if isinstance(effect, do.Post) else None) or ""
    wording, text = voice.public(
        effect.situation, case, due=due, now=now, used=used, link=link, code=code
    )
    await heard.use(connection, case.place, case.customer.id, wording, now)
    return text


def _public(effect: do.Post, case: Case, text: str, now: datetime) -> ToSay:
    return ToSay(
        channel=case.place.network,
        destination=heard.community(case.place),
        what="Post",
        body={outbox.UNTIL: effect.until.timestamp()} if effect.until else {},
        urgency=effect.urgency,
        case=case.id,
        not_before=now,
        purpose=effect.purpose,
        place=case.place.dialogue(case.customer.id) if effect.private else case.place,
        target=_target(effect, case),
        text=text,
        draft=effect.draft,
        photo=effect.photo,
    )


def _target(effect: do.Post, case: Case) -> int | None:
    """Return the comment that is answered or changed; in a dialogue nothing is."""
    if effect.purpose is not do.Purpose.REVISION and (effect.private or case.place.private):
        return None
    return effect.target


def _issued(effect: do.Issue, case: Case, now: datetime) -> ToSay:
    return ToSay(
        channel=GIFTS, destination=GIFTS, what="Issue", body={"gift": effect.gift},
        urgency=effect.urgency, case=case.id, not_before=now,
    )  # fmt: skip


def _staff(effect: Any, case: Case, more: dict[str, Any], now: datetime) -> ToSay:
    body = asdict(effect) | more
    body.pop("until", None)
    urgency = Urgency(body.pop("urgency", effect.urgency))
    private = isinstance(effect, do.PingManager | do.AskManager | do.TellManager)
    return ToSay(
        channel="telegram",
        destination=str(effect.manager) if private else STAFF,
        what=type(effect).__name__,
        body=body,
        urgency=urgency,
        once=_once(effect, case),
        case=case.id,
        not_before=now,
    )


def _once(effect: Any, case: Case) -> str | None:
    """Return what melts together with its like while it waits; the older one's body stays."""
    match effect:
        case do.ShowCard() | do.ShowLine() | do.ShowHistory() | do.Remind():
            return f"{type(effect).__name__}:{case.id}"
        case do.ShowPreview():
            return f"ShowPreview:{case.id}:{effect.draft}"
        case do.PingManager() | do.PingByName():
            return f"{type(effect).__name__}:{case.id}:{effect.manager}"
        case _:
            return None
