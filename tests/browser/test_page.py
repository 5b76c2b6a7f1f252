"""The demo's page, played as a customer, a member of staff and a manager."""

from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from bot.voice import speak
from sandbox import words

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


@pytest.mark.parametrize("language", ["ru", "en"])
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

    await team.get_by_role("button", name=bot("button-resolve")).click()
    await team.get_by_role("button", name=bot("button-outcome-fixed")).click()
    await expect(team.locator("h3")).to_contain_text(text("closed"))
    await expect(page.locator("#behind")).to_contain_text(text("clock-ask_at"))
    await page.get_by_role("button", name=text("next-step")).click()
    await expect(ours(page)).to_have_count(3)

    customers = page.locator("#customers")
    await customers.get_by_role("button", name=f"{text('edit')}: {anna}").click()
    await customers.locator("li textarea").fill(text("sample-update"))
    await page.get_by_role("button", name=text("save")).click()
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


async def test_the_guided_tour_goes_the_whole_way_by_itself(opened: Any) -> None:
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


async def test_the_keyboard_alone_writes_a_complaint_in_another_language(opened: Any) -> None:
    page = await opened("ru", **WIDE)
    await expect(page.get_by_role("banner").locator(".health")).to_have_text("Работает")
    await page.get_by_label("Язык").select_option("bg")
    await expect(page.get_by_role("heading", name="Екипът")).to_be_visible()
    assert await page.locator("html").get_attribute("lang") == "bg"
    await page.get_by_label("Коментар").first.focus()
    await page.keyboard.type("Тортата пристигна смачкана!")
    await page.keyboard.press("Enter")
    await expect(ours(page)).to_contain_text("Анна")
    await expect(page.locator("#announcer")).to_contain_text("Пекарна")
