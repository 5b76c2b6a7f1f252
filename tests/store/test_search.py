"""A case is found by every word that was said in it, and by nothing else."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import event

from bot.core.case import CaseId, Customer
from bot.core.terms import SearchWords, question, terms
from bot.store import cases, marks, search
from bot.store.cases import Told
from bot.store.engine import Store
from bot.store.search import BATCH, MOST_COUNTED, MOST_KEYS
from locales.lexicon import load_search
from tests.store.given import NOON, a_case, a_moment, kept_case

WORDS = SearchWords.of(load_search())


async def some_cases(store: Store, many: int, **values: Any) -> list[CaseId]:
    async with store.write() as connection:
        kept = [
            await cases.add(connection, a_case(comment=number, **values)) for number in range(many)
        ]
    return [case.id for case in kept]


async def keep(store: Store, case: CaseId, *keys: str) -> None:
    async with store.write() as connection:
        await search.add(connection, case, keys)


async def found(store: Store, *words: set[str] | str, limit: int = 10, offset: int = 0) -> Any:
    asked = [{word} if isinstance(word, str) else word for word in words]
    async with store.read() as connection:
        return await search.find(connection, asked, limit=limit, offset=offset)


async def counted(store: Store, *words: str) -> int:
    async with store.read() as connection:
        return await search.count(connection, [{word} for word in words])


async def answers(store: Store, asked: str) -> list[CaseId]:
    async with store.read() as connection:
        return await search.find(connection, question(asked, WORDS), limit=100)


# --- found


async def test_the_newest_come_first_page_by_page(store: Store) -> None:
    ids = await some_cases(store, 7)
    for id in (ids[3], *ids):
        await keep(store, id, "торт")
    newest = ids[::-1]
    assert await found(store, "торт", limit=3) == newest[:3]
    assert await found(store, "торт", limit=3, offset=3) == newest[3:6]
    assert await found(store, "торт", limit=3, offset=6) == newest[6:]
    assert await found(store, "торт", limit=3, offset=9) == []
    assert await counted(store, "торт") == 7


async def test_each_word_must_be_there_in_any_of_its_keys(store: Store) -> None:
    cake, pie, both = await some_cases(store, 3)
    await keep(store, cake, "торт", "идти")
    await keep(store, pie, "пирог", "шел")
    await keep(store, both, "торт", "пирог")
    assert await found(store, "торт") == [both, cake]
    assert await found(store, "торт", "пирог") == [both]
    assert await found(store, {"идти", "шел"}) == [pie, cake]
    assert await found(store, {"идти", "шел"}, "пирог") == [pie]
    assert await found(store, "торт", "хлеб") == []
    assert await found(store, "тор") == []


async def test_a_question_without_words_finds_nothing(store: Store) -> None:
    [id] = await some_cases(store, 1)
    await keep(store, id, "торт")
    async with store.read() as connection:
        for nothing in ((), (set(),), ({"торт"}, set())):
            assert await search.find(connection, nothing, limit=10) == []
            assert await search.count(connection, nothing) == 0


async def test_what_was_said_later_is_added(store: Store) -> None:
    first, second = await some_cases(store, 2)
    async with store.write() as connection:
        await search.add_all(connection, [(second, ["а1"]), (first, ["а1"]), (second, ["а2"])])
        await search.add_all(connection, [])
    await keep(store, second, "а2", "а3", "а3")
    assert await found(store, "а1", "а2", "а3") == [second]
    assert await found(store, "а1") == [second, first]


async def test_a_case_without_a_word_is_found_by_nothing(store: Store) -> None:
    [id] = await some_cases(store, 1)
    await keep(store, id)
    await keep(store, id, "торт")
    assert await found(store, "торт") == [id]


async def test_a_forgotten_case_is_found_no_more(store: Store) -> None:
    first, second = await some_cases(store, 2)
    async with store.write() as connection:
        await search.add_all(connection, [(first, ["торт"]), (second, ["торт"])])
        await search.forget(connection, first)
    assert await found(store, "торт") == [second]
    await keep(store, first, "хлеб")
    assert await found(store, "торт") == [second]


async def test_a_transaction_left_by_an_error_leaves_nothing(store: Store) -> None:
    [id] = await some_cases(store, 1)
    with pytest.raises(ZeroDivisionError):
        async with store.write() as connection:
            await search.add(connection, id, ["торт"])
            raise ZeroDivisionError
    assert await found(store, "торт") == []


async def test_many_are_counted_up_to_a_limit(store: Store) -> None:
    ids = await some_cases(store, MOST_COUNTED + 5)
    async with store.write() as connection:
        await search.add_all(connection, [(id, ["торт"]) for id in ids])
        await search.add_all(connection, [(id, ["хлеб"]) for id in ids[:7]])
    assert await counted(store, "торт") == MOST_COUNTED
    assert await counted(store, "торт", "хлеб") == 7
    assert await found(store, "торт", limit=2, offset=MOST_COUNTED) == ids[4:2:-1]


async def test_what_is_common_and_what_is_long_ago_are_both_found(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "LAST", 5)
    ids = await some_cases(store, 20)
    async with store.write() as connection:
        await search.add_all(connection, [(id, ["торт"]) for id in ids])
        await search.add_all(connection, [(ids[2], ["давно"]), (ids[17], ["давно"])])
    assert await found(store, "торт", limit=3) == ids[:16:-1]
    assert await found(store, "торт", limit=3, offset=4) == ids[15:12:-1]
    assert await found(store, "давно") == [ids[17], ids[2]]
    assert await found(store, "давно", limit=1) == [ids[17]]
    assert await found(store, "давно", limit=1, offset=1) == [ids[2]]
    assert await counted(store, "торт") == 20


# --- keys are data

SYNTAX = [
    "OR",
    "AND",
    "NOT",
    "NEAR",
    "*",
    '"',
    '""',
    "'",
    "''",
    "\\",
    "\\'",
    "a'",
    'a"',
    "&",
    "!",
    "|",
]
SYNTAX += ["(", ")", ":", "a:*", "-a", "^a", "words:a", "%", "';--", "{a}"]  # fmt: skip


@pytest.mark.parametrize("key", SYNTAX)
async def test_no_key_is_syntax(store: Store, key: str) -> None:
    first, second = await some_cases(store, 2)
    await keep(store, first, "a", "b")
    await keep(store, second, "or", "b")
    some = set(await found(store, key))
    assert some <= {first, second}
    assert set(await found(store, {key, "b"})) == {first, second}
    assert set(await found(store, key, "b")) == some


@pytest.mark.parametrize(
    "key", ["й", "ѝ", "ü", "ß", "торт", "𐌰𐌱𐌲", "餐厅", "५०", "²", "a_b", "123456789", "ﷺ", "ꙮ"]
)
async def test_letters_of_all_kinds_are_kept_apart(store: Store, key: str) -> None:
    first, second = await some_cases(store, 2)
    await keep(store, first, key)
    await keep(store, second, "и", "u", "ss", "𐌰", "餐", "50", "2", "a", "b", "12345678")
    assert await found(store, key) == [first]


async def test_a_case_that_is_full_takes_no_more_and_is_never_refused(store: Store) -> None:
    [id] = await some_cases(store, 1)
    for letter in "𐌰𐌱𐌲":
        keys = [letter * 27 + f"{number:05}" for number in range(3 * MOST_KEYS)]
        await keep(store, id, "начало", *keys)
        assert await found(store, keys[MOST_KEYS]) == []
    await keep(store, id, "конец", *(f"x{number}" for number in range(2 * MOST_KEYS)))
    assert await found(store, "начало", "𐌰" * 27 + "00000") == [id]
    assert await found(store, "𐌲" * 27 + "00000") == []
    assert await found(store, "конец") == []


# --- at once


async def test_what_two_add_at_once_is_all_there(store: Store, other: Store) -> None:
    ids = await some_cases(store, 5)

    async def add(mine: Store, number: int) -> None:
        async with mine.write() as connection:
            order = ids if number % 2 else ids[::-1]
            await search.add_all(connection, [(id, [f"k{number}", "все"]) for id in order])

    async with asyncio.timeout(20):
        await asyncio.gather(*(add((store, other)[n % 2], n) for n in range(20)))
    for number in range(20):
        assert await found(store, f"k{number}", "все") == ids[::-1]


async def test_two_that_make_a_document_wait_for_each_other(store: Store, other: Store) -> None:
    [id] = await some_cases(store, 1)

    async def add(mine: Store, key: str) -> None:
        async with mine.write() as connection:
            await search.add(connection, id, [key])
            await a_moment()

    await asyncio.gather(add(store, "а1"), add(other, "а2"))
    assert await found(store, "а1", "а2") == [id]


# --- filling


async def tell(store: Store, case: CaseId, what: str, detail: str) -> None:
    async with store.write() as connection:
        await cases.tell(connection, case, f"{case}:{what}", Told(NOON, what, "", detail))


async def test_what_was_there_before_the_index_is_found(store: Store) -> None:
    anna = (await kept_case(store, text="Торт помятый")).id
    oleg = (await kept_case(store, comment=2, customer=Customer("vk", 2, "Олег", "Зуев"))).id
    await tell(store, anna, "Sent-reply", "Вернём деньги")
    await tell(store, oleg, "NoteWritten", "Постоянный клиент, №12-345")
    await tell(store, oleg, "TimePassed", "Ping")
    await search.rebuild(store, WORDS)
    assert await answers(store, "торты") == [oleg, anna]
    assert await answers(store, "помятых торт") == [oleg, anna]
    assert await answers(store, "петрова") == [anna]
    assert await answers(store, "Зуева") == [oleg]
    assert await answers(store, "вернули") == [anna]
    assert await answers(store, "клиенты 12345") == [oleg]
    assert await answers(store, "ping") == []


async def test_all_of_many_are_filled_by_replicas_in_turns(
    store: Store, other: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def noted(said: str, words: SearchWords) -> tuple[str, ...]:
        read.append(said)
        return terms(said, words)

    monkeypatch.setattr(search, "terms", noted)
    ids = await some_cases(store, 2 * BATCH + 3, text="торт")
    await asyncio.gather(search.rebuild(store, WORDS), search.rebuild(other, WORDS))
    assert await counted(store, "торт") == len(ids)
    assert read.count("торт") == len(ids), "each once"


async def test_filling_goes_on_where_it_was_broken_off(store: Store) -> None:
    ids = await some_cases(store, BATCH + 2)
    assert await search._fill_some(store, WORDS)
    assert await counted(store, "торт") == BATCH
    assert await answers(store, "торт") == ids[:1:-1], "the newest first"
    await search.rebuild(store, WORDS)
    assert await counted(store, "торт") == BATCH + 2


async def test_filling_keeps_what_was_said_meanwhile(store: Store) -> None:
    ids = await some_cases(store, BATCH + 2)
    assert await search._fill_some(store, WORDS)
    await keep(store, ids[0], "новое")
    late = (await kept_case(store, comment=5000)).id
    await keep(store, late, "новое")
    await search.rebuild(store, WORDS)
    assert await found(store, "новое") == [late, ids[0]]
    assert await answers(store, "торт") == ids[::-1], "the late one is the desk's"


async def test_what_is_filled_is_not_filled_again(store: Store, other: Store) -> None:
    await search.rebuild(store, WORDS)
    [id, forgotten] = await some_cases(store, 2)
    await keep(store, id, "новое")
    await search.rebuild(other, WORDS)
    assert await answers(store, "торт") == []
    async with store.write() as connection:
        await marks.renew(connection, search.FILLED, str(forgotten + 1))
    await search.rebuild(store, WORDS)
    assert await answers(store, "торт") == [forgotten, id]
    assert await found(store, "новое") == [id]


@pytest.mark.parametrize(
    ("what", "is_found"),
    [
        ("CustomerSpoke", True),
        ("CustomerEdited", True),
        ("BrandSpoke", True),
        ("NoteWritten", True),
        ("DraftWritten", True),
        ("DraftEdited", True),
        ("Sent-ack", True),
        ("Sent-reply", True),
        ("Sent", False),
        ("TimePassed", False),
        ("Resolved", False),
    ],
)
def test_a_line_of_the_story_holds_a_text_or_not(what: str, is_found: bool) -> None:
    assert search.searchable(what) is is_found


# --- plans


MANY = (
    "INSERT INTO cases (place, network, customer, first_name, last_name, comment, text,"
    " attachments, said_at, status, kind, sure, facts, language, gone)"
    " SELECT 'vk:wall:7:1', 'vk', n, '', '', n, '', '[]', 1, 'resolved', 'praise', true, '[]',"
    " 'ru', false FROM generate_series(1, 20000) n",
    "INSERT INTO search SELECT id, array_to_tsvector(ARRAY['заказ', 'k' || id]) FROM cases",
    "ANALYZE",
)


async def test_a_question_reads_an_index_and_never_a_whole_table(
    backend: str, store: Store
) -> None:
    if backend == "sqlite":
        pytest.skip("FTS5 is nothing but an index")
    async with store.write() as connection:
        for statement in MANY:
            await connection.exec_driver_sql(statement)
    asked: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, sql: str, values: object, *_: object) -> None:
        if sql.startswith("SELECT"):
            asked.append((sql, values))

    event.listen(store._reader.sync_engine, "before_cursor_execute", note)
    for words in (["заказ"], ["k1"], ["заказ", "k1"], ["x"]):
        await found(store, *words)
    event.remove(store._reader.sync_engine, "before_cursor_execute", note)
    assert len(asked) == 7, "one for what is common, two for what is not"
    for sql, values in asked:
        async with store.read() as connection:
            plan = await connection.exec_driver_sql(f"EXPLAIN {sql}", values)
            told = "\n".join(plan.scalars())
        assert ("search_pkey" if "anon_1" in sql else "search_keys") in told, told
        assert "Seq Scan" not in told, told
