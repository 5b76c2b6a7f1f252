"""The demo's page, played as a customer, a member of staff and a manager."""

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from bot.voice import speak
from sandbox import words
from tests.browser.conftest import PICTURES

pytestmark = pytest.mark.long
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


def ours(page: Page) -> Locator:
    """Return the brand's lines under the posts."""
    return page.locator("#customers .comment.ours")


async def complain(page: Page, chip: str, send: str) -> None:
    """Write the ready complaint under the first post."""
    writing = page.locator("#customers form").first
    await writing.get_by_role("button", name=chip, exact=True).click()
    await writing.get_by_role("button", name=send, exact=True).click()


async def choose(within: Locator, *names: str) -> None:
    """Press buttons that open one another.

    A card may be drawn anew in the very moment of a click, which is lost then: so it is repeated.
    """
    for name, following in pairwise([*names, ""]):
        await within.get_by_role("button", name=name).click()
        if not following:
            return
        opened = within.get_by_role("button", name=following)
        try:
            await expect(opened).to_be_visible(timeout=20_000)
        except AssertionError:
            await within.get_by_role("button", name=name).click()


async def go(page: Page, language: str, tab: str) -> None:
    """Choose a part of the page, where it does not show them all."""
    button = page.locator(".tabs").get_by_role("button", name=words.say(language, f"tab-{tab}"))
    if await button.is_visible():
        await button.click()


@pytest.mark.parametrize("language", ["ru", "en"] if PICTURES else ["en"])
async def test_the_whole_life_of_a_case_is_played_by_hand(
    language: str, opened: Any, picture: Any
) -> None:
    def text(key: str, **values: str) -> str:
        return words.say(language, key, **values)

    def bot(key: str, **values: str) -> str:
        return speak(language, key, values)

    page = await opened(language, **WIDE)
    team = page.locator("#team")
    box = team.get_by_role("textbox")
    card = team.locator(".message").first
    anna = text("cast-anna")

    await page.get_by_role("button", name="/start").click()
    await expect(page.locator("#manager .message")).to_have_count(2)

    await complain(page, text("chip-complaint"), text("send"))
    await expect(ours(page)).to_have_count(1)
    await expect(ours(page)).to_contain_text(anna)
    await expect(ours(page)).to_contain_text(bot("by-today", time="13:00"))

    await expect(card).to_contain_text(text("sample-complaint"))
    await team.get_by_role("button", name=bot("button-take")).click()
    await expect(page.locator("#toast")).to_have_text(bot("answer-taken"))
    await expect(card).to_contain_text(text("cast-maria"))

    await box.fill(text("sample-note"))
    await box.press("Enter")
    await card.get_by_role("button", name=f"{text('answer')}: ").click()
    await team.get_by_role("button", name=text("chip-reply")).click()
    await box.press("Enter")
    await expect(team).to_contain_text(bot("draft-prepared"))
    await picture(page, f"demo-{language}")
    await team.get_by_role("button", name=bot("button-publish")).click()
    await expect(team.get_by_role("button", name=bot("button-undo"))).to_be_visible()
    await expect(ours(page)).to_have_count(2)
    await expect(ours(page).last).to_contain_text(text("sample-reply"))

    await choose(team, bot("button-resolve"), bot("button-outcome-fixed"))
    await expect(team.locator("h3")).to_contain_text(text("closed"))
    await expect(page.locator("#behind")).to_contain_text(text("clock-ask_at"))
    await page.get_by_role("button", name=text("next-step")).click()
    await expect(ours(page)).to_have_count(3)

    customers = page.locator("#customers")
    await customers.get_by_role("button", name=f"{text('edit')}: {anna}").click()
    await customers.locator("li textarea").fill(text("sample-update"))
    await page.get_by_role("button", name=text("save"), exact=True).click()
    await expect(card).to_contain_text(bot("result-updated"))
    await expect(ours(page)).to_have_count(3)


async def test_on_a_phone_the_manager_hears_of_what_is_late_and_takes_it(
    opened: Any, picture: Any
) -> None:
    page = await opened("en", **PHONE, has_touch=True, color_scheme="dark")
    tabs = page.get_by_role("navigation", name="Parts of the page")

    await tabs.get_by_role("button", name="Manager").click()
    await page.get_by_role("button", name="/start").click()
    await expect(page.locator("#manager")).to_contain_text("Overdue cases and calls for help")
    await tabs.get_by_role("button", name="Customers").click()
    await complain(page, "complaint", "Send")
    await expect(ours(page)).to_contain_text("Anna")
    await expect(page.locator("#team")).to_be_hidden()

    await tabs.get_by_role("button", name="Backstage").click()
    await page.get_by_role("button", name="Let it run late: Answer the customer").click()
    await expect(page.locator("#behind")).to_contain_text("overdue by")
    await tabs.get_by_role("button", name="Team").click()
    await expect(page.locator("#team")).to_contain_text("overdue by")
    await picture(page, "phone-en")
    await tabs.get_by_role("button", name="Backstage").click()
    await page.get_by_role("button", name="To the next step").click()
    await tabs.get_by_role("button", name="Manager").click()
    await expect(page.locator("#manager")).to_contain_text("Anna Peters")
    await page.locator("#manager").get_by_role("button", name="✋ Take").click()
    await expect(page.locator("#toast")).to_have_text("The case is yours")


async def test_the_bot_finds_its_way_out_of_trouble_and_says_nothing_twice(opened: Any) -> None:
    page = await opened("en", **WIDE)
    health = page.get_by_role("banner").locator(".health")
    await expect(health).to_have_text("Running well")

    await page.get_by_role("button", name="Pull the plug").click()
    await expect(health).to_have_text("Stopped")
    await complain(page, "complaint", "Send")
    await page.get_by_role("button", name="Start it again").click()
    await expect(health).to_have_text("Running well")
    await expect(ours(page)).to_have_count(1)

    await page.get_by_role("button", name="VK takes a comment and loses the answer").click()
    writing = page.locator("#customers form").first
    await writing.get_by_label("As:").select_option(label="Cyril Adler")
    await complain(page, "question", "Send")
    await expect(ours(page)).to_have_count(2)

    await page.get_by_role("switch", name="VK does not answer").check()
    await writing.get_by_label("As:").select_option(label="Lena Kim")
    await complain(page, "praise", "Send")
    await page.wait_for_timeout(1500)
    await expect(ours(page)).to_have_count(2)
    await page.get_by_role("switch", name="VK does not answer").uncheck()
    await page.get_by_role("button", name="10 minutes").click()
    await expect(ours(page)).to_have_count(3)
    await page.wait_for_timeout(1500)
    await expect(ours(page)).to_have_count(3)


async def test_the_tour_goes_the_whole_way_and_the_keyboard_alone_writes_in_another_language(
    opened: Any,
) -> None:
    page = await opened("en", **PHONE)
    await page.get_by_role("button", name="Show me in two minutes").click()
    step = page.locator("#tour .step")
    for number in range(1, 10):
        await expect(step).to_contain_text(f"{number}/10")
        await page.locator("#tour .main").click()
    await expect(step).to_contain_text("10/10")
    await expect(ours(page)).to_have_count(3)
    await page.get_by_role("button", name="Done").click()
    await expect(page.locator("#tour")).to_have_count(0)

    await page.set_viewport_size({"width": 1440, "height": 900})
    await page.get_by_label("Language").select_option("bg")
    await expect(page.get_by_role("heading", name="Екипът")).to_be_visible()
    assert await page.locator("html").get_attribute("lang") == "bg"
    await page.get_by_label("Коментар").first.focus()
    await page.keyboard.type("Тортата пристигна смачкана!")
    await page.keyboard.press("Enter")
    await expect(ours(page)).to_contain_text("Анна")
    await expect(page.locator("#announcer")).to_contain_text("Пекарна")


async def test_a_link_in_the_comments_leads_into_private_messages_and_an_answer_comes_there(
    opened: Any, picture: Any
) -> None:
    language = "bg"

    def text(key: str) -> str:
        return words.say(language, key)

    def bot(key: str) -> str:
        return speak(language, key, {})

    page = await opened(language, **PHONE)
    team, card = page.locator("#team"), page.locator("#team .message").first
    dialogue = page.locator("#dialogue")
    await page.locator("#customers form").first.get_by_label(text("with-photo")).check()
    await complain(page, text("chip-complaint"), text("send"))
    await expect(page.locator("#customers .comment .photo")).to_have_count(1)

    await go(page, language, "team")
    await choose(card, *map(bot, ("button-more", "button-dm", "button-detail-order")))
    await go(page, language, "customers")
    link = ours(page).get_by_role("link", name="vk.me/zerno?ref=case-1")
    await link.focus()
    await page.keyboard.press("Enter")
    await expect(dialogue).to_contain_text("case-1")
    await expect(dialogue.get_by_role("textbox")).to_be_focused()
    await expect(dialogue.get_by_role("switch")).not_to_be_checked()
    await dialogue.get_by_role("button", name=text("chip-order")).click()
    await dialogue.get_by_label(text("with-photo")).check()
    await dialogue.get_by_role("button", name=text("send"), exact=True).click()
    await expect(dialogue.locator(".message.mine .photo")).to_have_count(1)
    await expect(dialogue.get_by_role("switch")).to_be_checked()
    await expect(dialogue).not_to_contain_text("case-1")
    await dialogue.get_by_role("button", name=f"{text('edit')}: ").click()
    await dialogue.locator("li textarea").fill("4816")
    await dialogue.get_by_role("button", name=text("save"), exact=True).click()
    await expect(dialogue.locator("li")).to_contain_text("4816")

    await go(page, language, "team")
    heard = team.locator(".message", has_text=text("sample-order")).first
    await expect(team).to_contain_text("4816")
    await heard.get_by_role("button", name=f"{text('answer')}: ").click()
    await team.get_by_role("button", name=text("chip-reply")).click()
    await team.get_by_label(text("with-photo")).check()
    await team.get_by_role("textbox").press("Enter")
    await expect(team.locator(".message.mine .photo")).to_have_count(1)
    await team.get_by_role("button", name=bot("button-send-private")).click()
    await go(page, language, "customers")
    answer = dialogue.locator(".message.ours")
    await expect(answer).to_contain_text(text("sample-reply"))
    await expect(answer.locator(".photo")).to_have_count(1)
    await picture(page, f"dialogue-{language}")

    await page.get_by_role("button", name=text("to-the-wall")).click()
    await expect(ours(page)).to_have_count(2)
    await expect(ours(page).last).not_to_contain_text(text("sample-reply"))

    await go(page, language, "team")
    await heard.get_by_role("link").last.click()
    await expect(dialogue).to_be_visible()
    await go(page, language, "team")
    await card.get_by_role("link").last.click()
    await expect(page.locator("#customers .comment .photo")).to_be_visible()


async def test_a_second_look_a_compensation_the_library_and_a_deletion_are_played_by_hand(
    opened: Any,
) -> None:
    page = await opened("en", **WIDE)
    await page.get_by_role("button", name="/start").click()
    await complain(page, "complaint", "Send")
    await expect(ours(page)).to_have_count(1)
    await a_text_of_the_library_is_copied_and_find_waits_for_words(page)
    await a_newcomers_reply_leaves_when_a_colleague_has_let_it_out(page)
    await a_compensation_is_approved_and_its_code_comes_in_private(page)
    await page.get_by_role("button", name="Delete as an employee: Anna Peters").click()
    await expect(page.locator("#manager")).to_contain_text("Deleted by: Helen Miller")
    await expect(page.locator("#customers")).to_contain_text("Comment deleted")


async def a_text_of_the_library_is_copied_and_find_waits_for_words(page: Page) -> None:
    team, card = page.locator("#team"), page.locator("#team .message").first
    await choose(card, "More", "Library", "Delivery: what we'll do")
    await team.get_by_role("button", name="Copy the text").click()
    await expect(page.locator("#toast")).to_have_text("Copied")
    await team.get_by_role("button", name="Discard").click()
    await expect(team).to_contain_text("Discarded")
    await card.get_by_role("button", name="Reply: ").click()
    await page.keyboard.press("Control+V")
    await expect(team.get_by_role("textbox")).to_have_value(re.compile("^Anna, .*{action}"))
    await team.get_by_role("button", name="Cancel").click()
    await team.get_by_role("button", name="/find").click()
    await expect(team.get_by_role("textbox")).to_be_focused()
    await expect(team.get_by_role("textbox")).to_have_value("/find ")


async def a_newcomers_reply_leaves_when_a_colleague_has_let_it_out(page: Page) -> None:
    team, card = page.locator("#team"), page.locator("#team .message").first
    sender = team.get_by_label("As:")
    await sender.select_option(label="Nina (new here)")
    await card.get_by_role("button", name="Reply: ").click()
    await team.get_by_role("button", name="a ready reply").click()
    await team.get_by_role("textbox").press("Enter")
    await team.get_by_role("button", name="Publish").click()
    await expect(team).to_contain_text("Nina would like a second look")
    await team.get_by_role("button", name="Approve").click()
    await expect(page.locator("#toast")).to_have_text("This needs another person")
    await expect(ours(page)).to_have_count(1)
    await sender.select_option(label="Oliver")
    await team.get_by_role("button", name="Approve").click()
    await expect(team).to_contain_text("Oliver approved your reply")
    await expect(ours(page)).to_have_count(2)
    await expect(ours(page).last).to_contain_text("Tomorrow by 12:00")


async def a_compensation_is_approved_and_its_code_comes_in_private(page: Page) -> None:
    card = page.locator("#team .message").first
    await choose(card, "More", "Invite to messages", "Order number")
    await expect(ours(page)).to_have_count(3)
    await page.get_by_role("button", name="✉ Messages").click()
    dialogue = page.locator("#dialogue")
    await dialogue.get_by_role("textbox").fill("Order number 4815, it was the honey cake")
    await dialogue.get_by_role("button", name="Send", exact=True).click()
    await page.get_by_role("button", name="Back to the posts").click()
    await expect(card).to_contain_text("goes on in private")
    await choose(card, "More", "Compensation", "Cake of your choice")
    await page.locator("#manager").get_by_role("button", name="Approve").click()
    await page.get_by_role("button", name="✉ Messages 1 unread").click()
    await expect(dialogue.locator(".message.ours")).to_contain_text("GIFT-0001")
    await page.get_by_role("button", name="Back to the posts").click()
