### Какво виждат колегите в своя чат. Кратки редове: четат се на телефон.
### В текста може <b>…</b>; стойностите идват вече безопасни.

moment-today = { $time }
moment = { $date }, { $time }
span-days = { $count } дн.
span-hours = { $count } ч
span-minutes = { $count } мин
span-seconds = { $count } сек

mark-complaint = 🔴
mark-question = 🔵
mark-suggestion = 🟣
mark-praise = 🟢
mark-unclear = 🟡
mark-abuse = ⚫
mark-spam = ⚪
mark-other = ⚪

kind-complaint = Оплакване
kind-question = Въпрос
kind-suggestion = Предложение
kind-praise = Похвала
kind-unclear = Не е ясно, погледнете
kind-abuse = Обида
kind-spam = Спам
kind-other = Разговор

theme-delivery = доставка
theme-waiting = чакане
theme-staff = персонал
theme-quality = качество
theme-price = цена и плащане
theme-app = приложение и сайт
theme-other = друго

somebody = Някой
quoted = „{ $text }“
case-number = №{ $id }
no-text = (без текст)
where-vk-wall = коментар във VK
attachments = 📎 { $named }
attachment-photo = снимка
attachment-video = видео
attachment-audio = аудио
attachment-doc = файл
attachment-link = линк
attachment-sticker = стикер
attachment-market = продукт
attachment-graffiti = рисунка
attachment-other = друго

earlier = 🕘 Преди ({ $when }): „{ $text }“ — { $ended }

outcome-fixed = оправено
outcome-compensated = компенсирано
outcome-explained = обяснено
outcome-their_mistake = недоразумение при клиента
outcome-unconfirmed = не се потвърди
outcome-emotion = само емоции

status-open = още отворен
status-resolved = приключен
status-noted = без нужда от отговор

ack-posted = ✅ Потвърждението е публикувано: „{ $text }“
ack-leaving = 📤 Потвърждението излиза: „{ $text }“
ack-withdrawn = ➖ Потвърждението не излезе: вече не е нужно
ack-stuck = ⚠️ Проблем с потвърждението: „{ $text }“
ack-none = ➖ Без потвърждение: { $why }
no-ack-abuse = това е обида
no-ack-spam = това е спам
no-ack-small-talk = няма на какво да отговорим
no-ack-talks-to-another = клиентът говори с друг клиент
no-ack-switched-off = потвържденията са изключени
no-ack-author-had-one = този човек наскоро получи едно под същата публикация
no-ack-stale = коментарът е стар, преценете сами
no-ack-approval = чака бутона „Прати потвърждение“
no-ack-ceiling = твърде много коментари наведнъж, преценете сами
no-ack-comment-gone = коментарът вече е изтрит

line-became-a-case = ➡️ Вече е отделен случай
comment-deleted = 🗑 Коментарът е изтрит
card-resolved = 🏁 Резултат: <b>{ $outcome }</b> · { $who }, { $when }
card-noted = Не е нужен отговор
card-due = ⏳ Отговор до { $when }
card-overdue = 🔥 Отговорът закъснява, срокът беше { $when }
card-answered = 💬 Има отговор, отбележете резултата
card-taken = 👤 Поет от <b>{ $who }</b>
card-free = 👤 Още никой не го е поел
card-ask-due = 🕊 Ще помолим за обновен отзив: { $when }
card-asked = 🕊 Помолихме за обновен отзив: { $when }

result-updated = 🕊 След молбата ни коментарът е променен
result-removed = 🕊 След молбата ни коментарът е изтрит
result-thanked = 🕊 Клиентът благодари след молбата ни
result-answered = 🕊 Клиентът писа пак след молбата ни
result-worse = 🕊 Ново оплакване след молбата ни

button-take = ✋ Поеми
button-release = Върни в опашката
button-reply = ✍️ Отговори
button-more = Още…
button-kind = Смени типа
button-escalate = 🆘 Повикай мениджър
button-resolve = 🏁 Резултат
button-history = История
button-reopen = Отвори пак
button-make-a-case = Направи случай
button-acknowledge = 💬 Прати потвърждение
button-publish = ✅ Публикувай
button-discard = Махни
button-undo = ↩️ Отмени
button-retry = 🔁 Прати пак
button-posted = Вече е публикувано
button-approve = Прати
button-reject = Не пращай
button-back = ‹ Назад
button-comment = Коментар
button-topic = Към случая
button-yes-answered = Да, отговор е
button-kind-complaint = Оплакване
button-kind-question = Въпрос
button-kind-suggestion = Предложение
button-kind-praise = Похвала
button-kind-abuse = Обида
button-kind-spam = Спам
button-kind-other = Разговор
button-outcome-fixed = Оправено
button-outcome-compensated = Компенсирано
button-outcome-explained = Обяснено
button-outcome-their_mistake = Недоразумение
button-outcome-unconfirmed = Не се потвърди
button-outcome-emotion = Само емоции

draft-prepared = 📝 Така ще го видят всички. Публикуваме ли?
draft-held = ⏱ Излиза в { $at }. Може да се отмени.
draft-leaving = 📤 Изпращаме…
draft-sent = ✅ Публикувано: { $link }
draft-unclear = ❓ VK не потвърди изпращането
draft-failed = ⛔ Не е публикувано
draft-rehearsed = 🎭 Пробен режим: клиентът няма да види това
draft-discarded = 🗑 Махнато

problem-vk-busy = VK иска да изчакаме малко. Ще го пратим сами.
problem-vk-flood = Според VK пишем твърде често. Ще го пратим сами след няколко минути.
problem-vk-limit = VK засега не позволява на общността да коментира: лимитът е изчерпан. Ще опитаме сами след половин час.
problem-vk-away = VK в момента не работи. Ще го пратим, щом тръгне.
problem-vk-captcha = VK иска доказателство, че пише човек. Отговорете ръчно в общността и натиснете „Вече е публикувано“.
problem-vk-key = VK не прие ключа на общността или ключът няма права. Проверете VK_TOKEN.
problem-vk-closed = VK не позволява отговор тук: коментарът е изтрит или коментарите са затворени.
problem-vk-unrevised = VK не позволява този отговор да се промени: изтрит е или е минало твърде много време. Клиентът вижда стария текст.
problem-vk-revise-yourself = VK иска потвърждение, че пише човек. Променете отговора в общността ръчно.
problem-vk-gone = VK не намира тази публикация или този коментар.
problem-vk-links = В тази общност не се допускат линкове в коментарите. Махнете линка и отговорете пак.
problem-vk-error = VK отказа (грешка { $detail }).
problem-loyalty-refused = Програмата за лоялност отказа тази компенсация. Изберете друга.
problem-loyalty-settings = Програмата за лоялност не прие заявката: грешен адрес или таен ключ. Проверете webhook и secret в otklik.toml.
problem-loyalty-answer = Програмата за лоялност отговори неразбираемо. Вижте там дали е издаден код и го предайте на клиента ръчно.
problem-loyalty-away = Програмата за лоялност в момента не работи. Ще опитаме сами отново.
problem-loyalty-given-up = Програмата за лоялност не отговори цяло денонощие и вече не я питаме. Изберете компенсацията пак, когато заработи.
problem-loyalty-no-codes = Няма свободни кодове за тази компенсация или файлът с тях не се чете. Допишете кодове във файла и я изберете отново.
problem-left-before-the-edit = ✏️ Късно за промяна: отговорът излезе в предишния си вид.

heard = 💬 <b>{ $who }</b> пише още: „{ $text }“
edited = ✏️ <b>{ $who }</b> промени коментара.
    Преди: „{ $before }“
    Сега: „{ $after }“
edited-private = ✏️ <b>{ $who }</b> промени лично съобщение.
    Преди: „{ $before }“
    Сега: „{ $after }“
edited-after-ask = 🕊 <b>{ $who }</b> промени коментара след молбата ни.
    Преди: „{ $before }“
    Сега: „{ $after }“
deleted-by-customer = 🗑 <b>{ $who }</b> изтри коментара си: „{ $text }“
deleted-by-other = 🗑 Някой друг изтри коментара на клиента (<b>{ $who }</b>): „{ $text }“
deleted = 🗑 Коментарът на клиента (<b>{ $who }</b>) е изтрит: „{ $text }“
deleted-after-ask = Това стана след молбата ни за обновен отзив.
added-below = 🕊 <b>{ $who }</b> допълва: „{ $text }“

said-by-hand = 📣 Колега отговори ръчно в общността: „{ $text }“
said-ack = 📣 Потвърждението е публикувано: „{ $text }“
said-reply = 📣 Публикувано: „{ $text }“
said-ask = 🕊 Помолихме за обновен отзив: „{ $text }“
said-ask_reminder = 🕊 Напомнихме за отзива, за последен път: „{ $text }“
said-correction = 🕊 Помолихме за поправка на коментара: „{ $text }“
purpose-ack = потвърждение
purpose-reply = отговор
purpose-ask = молба за обновен отзив
purpose-ask_reminder = напомняне за отзива
purpose-correction = молба за поправка на коментара
would-say = 🎭 Пробен режим. Сега щеше да излезе това ({ $purpose }): „{ $text }“

history = <b>История на случая</b>
history-left-out = … (пропуснати редове: { $count }) …
story-CustomerSpoke = клиентът писа: „{ $detail }“
story-CustomerEdited = клиентът промени написаното: „{ $detail }“
story-CommentDeleted = коментарът е изтрит: „{ $detail }“
story-CommentRestored = коментарът е върнат: „{ $detail }“
story-BrandSpoke = колега отговори ръчно: „{ $detail }“
story-BrandSpokeNearby = колега писа под публикацията: „{ $detail }“
story-ColleagueConfirmed = { $who }: това беше отговорът до клиента
story-AcknowledgementOrdered = { $who } прати потвърждението
story-Taken = { $who } пое случая
story-Released = { $who } върна случая в опашката
story-KindCorrected = { $who } смени типа: { $detail }
story-EscalationAsked = { $who } повика мениджър
story-ReplyAsked = { $who } започна отговор
story-NoteWritten = бележка, { $who }: „{ $detail }“
story-DraftWritten = чернова, { $who }: „{ $detail }“
story-DraftEdited = променена чернова, { $who }: „{ $detail }“
story-Published = { $who } реши да изпрати отговора
story-Undone = { $who } натисна „Отмени“
story-Discarded = { $who } махна черновата
story-RetryOrdered = { $who } натисна „Прати пак“
story-PostedByHand = { $who }: вече е публикувано
story-Sent-ack = потвърждението е публикувано: „{ $detail }“
story-Sent-reply = отговорът е публикуван: „{ $detail }“
story-Sent-ask = молбата за отзива е публикувана: „{ $detail }“
story-Sent-ask_reminder = напомнянето за отзива е публикувано: „{ $detail }“
story-Sent-correction = молбата за поправка е публикувана: „{ $detail }“
story-SendRefused = не е публикувано: { $detail }
story-SendLeftUnclear = не е ясно дали излезе; попитахме колегите
story-Resolved = { $who }, резултат: { $detail }
story-Reopened = { $who } отвори случая пак
story-CorrectionApproved = { $who } одобри молбата за поправка
story-CorrectionRejected = { $who } реши да не молим за поправка
story-Remind = напомнихме на колегите
story-PingManager = писахме на мениджърите
story-ask-withheld = не молим за обновен отзив: { $detail }
story-kept-as-note = запазено като бележка: „{ $detail }“
withheld-no-complaint = не е оплакване
withheld-comment-gone = коментара вече го няма
withheld-asked-before = вече помолихме
withheld-updated-already = коментарът вече е променен
withheld-outcome = при такъв резултат не молим
withheld-switched-off = молбите са изключени
withheld-cap = наскоро вече молихме този човек
withheld-manager = мениджър реши да не молим

write-your-reply = ✍️ { $who }, напишете отговора до клиента (<b>{ $customer }</b>) като отговор на това съобщение. Първо ще покажа как ще изглежда.
ping-asked = 🆘 { $who } има нужда от помощта Ви.
ping-waits = Чака <b>{ $who }</b>: „{ $text }“
ping-by-name = 🔥 { $who }, нужна е помощта Ви: клиент чака отговор (закъснение { $late }). Не мога да Ви пиша лично: отворете чат с мен и натиснете /start.
manager = Мениджър
now = 0 мин
whether-sent = ❓ VK не потвърди изпращането ({ $purpose }). Погледнете под коментара и натиснете каквото е вярно.
    „{ $text }“
was-refused = ⛔ Не е публикувано ({ $purpose }). { $why }
    Текстът, ако решите да го публикувате сами:
    „{ $text }“
whose = 📣 Колега писа под публикацията, без да отговаря на никого: „{ $text }“
    Това ли е отговорът до клиента от този случай?
offer-correction = 🕊 Оказа се недоразумение при клиента (<b>{ $who }</b>). Да помолим ли внимателно за поправка на коментара? Решава мениджър.
feed = Всичко останало

answer-taken = Случаят е Ваш
answer-already-yours = Случаят вече е Ваш
answer-taken-by-another = Вече е поет от { $name }
answer-released = Случаят пак е свободен
answer-already-free = Случаят и без това е свободен
answer-write-the-reply = Отговорете на съобщението ми по-долу
answer-escalated = Писахме на мениджърите
answer-already-escalated = Мениджърите вече знаят
answer-no-managers = В настройките няма мениджъри
answer-here-it-is = Историята е по-долу
answer-menu-more = Още
answer-menu-kind = Какво е всъщност?
answer-menu-outcome = Как завърши?
answer-kind-set = Типът е сменен
answer-kind-already = Типът вече е такъв
answer-resolved = Резултатът е записан
answer-reopened = Случаят пак е отворен
answer-case-open = Случаят вече е отворен
answer-case-resolved = Случаят вече е приключен
answer-case-noted = Още не е случай. Първо го направете такъв
answer-acknowledged = Потвърждението излиза
answer-already-acknowledged = Вече имаше потвърждение
answer-comment-gone = Коментара вече го няма
answer-counted-as-answer = Зачетено като отговор
answer-nobody-waits = Клиентът вече има отговор
answer-leaves-soon = Скоро излиза. Може да се отмени
answer-leaves-now = Изпращаме
answer-undone = Отменено, нищо не излезе
answer-too-late-to-undo = Късно: отговорът вече излезе
answer-nothing-to-undo = Няма какво да се отмени
answer-discarded = Черновата е махната
answer-already-discarded = Черновата вече е махната
answer-already-publishing = Отговорът вече се изпраща
answer-already-published = Отговорът вече е публикуван
answer-use-retry = Натиснете „Прати пак“
answer-may-not-speak = Виждате случаите, но не пишете от името на марката
answer-no-such-draft = Няма такава чернова
answer-no-such-message = Няма такова съобщение
answer-on-its-way = Вече се изпраща
answer-message-sent = Вече е публикувано
answer-message-withdrawn = Вече не е нужно
answer-sending-again = Изпращаме пак
answer-counted-as-posted = Записано: публикувано
answer-managers-only = Това го решава мениджър
answer-already-decided = Вече е решено
answer-correction-sent = Молбата излиза
answer-correction-rejected = Добре, не пращаме
answer-no-such-case = Няма такъв случай
answer-not-here = Този бутон работи само в чата на екипа
answer-staff-only = Този бутон е само за екипа
answer-unknown-button = Този бутон вече не работи

your-ids = Чат: { $chat }
    Вие: { $user }
start-manager = Здравейте, { $name }! Тук ще идват закъснелите случаи и молбите за помощ. Друго не е нужно.
start-other = Здравейте, { $name }! Помагам на екипа на „{ $brand }“ да отговаря на клиентите. За да получавате закъснелите случаи, добавете номера си { $user } в настройката MANAGERS.
greeting = Здравейте! Още не познавам този чат. За да идват коментарите на клиентите тук, запишете STAFF_CHAT={ $chat } в настройките и ме рестартирайте.
help = <b>Как да отговаряме на клиенти</b>
    „Поеми“ — случаят е Ваш и другите го виждат.
    За да отговорите на клиент, отговорете на картата или на съобщението му. Ще покажа как ще изглежда и ще го публикувам само след „Публикувай“.
    Всяко друго съобщение в темата е бележка за екипа, клиентът няма да я види.
    „Резултат“ — случаят е приключен и темата му се затваря.
    „Обещай срок“ — клиентът научава кога да чака решение; „Отложи“ — ще напомня по-късно.
    /queue — отворените случаи, /mine — Вашите; /away — не ме викай, /back — отново тук.
    „Готови текстове“ — с какво да започне отговорът; „Покани на лични“ — за номера, адреси и телефони.
    /find думи — намира случай; /note — бележка, ако няма теми.
    /id — номерът на чата и Вашият номер.

## Срокове

when-today = днес, { $time }
when-tomorrow = утре, { $time }
when-weekday = { $day }, { $time }
overdue-by = 🔥 просрочено с { $late }
due-at = ⏳ до { $when }

timer-reply = отговорът до клиента
timer-silent = отговорът на колегата, който го е поел
timer-promise = обещанието към клиента
timer-outcome = резултатът
timer-limit = крайният срок за отговор
timer-begun = { $timer }: до { $when }
timer-moved = { $timer }: вече до { $when }
timer-stopped = { $timer }: срокът отпада
why-Sent = отговорът е публикуван
why-SendRefused = отговорът не беше публикуван
why-SendDelayed = отговорът чака изпращане
why-SendLeftUnclear = не се знае дали е излязъл
why-RetryOrdered = изпраща се отново
why-PostedByHand = отговорът вече е публикуван
why-Published = отговорът тръгва
why-Undone = изпращането е отменено
why-Discarded = черновата е махната
why-DraftWritten = има чернова
why-DraftEdited = черновата е променена
why-BrandSpoke = колега отговори ръчно
why-ColleagueConfirmed = колега отговори ръчно
why-BrandSpokeNearby = колега писа под публикацията
why-CustomerSpoke = клиентът писа отново
why-CustomerEdited = клиентът промени написаното
why-CommentDeleted = коментарът е изтрит
why-CommentRestored = коментарът е възстановен
why-KindCorrected = типът е сменен
why-AcknowledgementOrdered = изпратено е потвърждението
why-Taken = случаят е поет
why-Released = случаят е върнат в опашката
why-TimePassed = времето изтече
why-Resolved = записан е резултатът
why-Reopened = случаят е отворен отново
why-PromiseGiven = на клиента е обещан срок
why-Snoozed = случаят е отложен
why-EscalationAsked = повикан е мениджър
why-CorrectionApproved = помолихме за поправка

warn-reply = ⏳ Клиентът чака отговор до { $when }, остават { $left }.
warn-promise = 🤝 Обещахме на клиента да сме готови до { $when }, остават { $left }.
warn-outcome = 🏁 Случаят трябва да приключи до { $when }, остават { $left }.
warn-silent = 👤 { $who }, клиентът още няма отговор. Скоро случаят се връща в опашката.
late-reply = ⏰ Отговорът до клиента закъснява с { $late }.
late-promise = 🤝 Обещаният на клиента срок мина преди { $late }.
late-outcome = 🏁 Случаят още е без резултат, срокът мина преди { $late }.
late-limit = 🚨 Клиентът чака отговор вече { $late }.
returned-to-queue = 👤 { $who }, отговор така и нямаше, затова случаят отново е в общата опашка. Може да го поеме всеки.
woken-by-time = 🔔 Случаят беше отложен до този час. Време е да се върнем към него.
woken-by-customer = 🔔 Случаят беше отложен, но клиентът писа отново.
when-promise = 🤝 { $who }, докога обещаваме? Изберете или отговорете на това съобщение: „до петък“, „утре 12:00“, „15.12 14:00“, „след 2 часа“.
when-snooze = 💤 { $who }, докога да почака? Изберете или отговорете на това съобщение: „след час“, „утре“, „понеделник 10:00“.
when-unread = 🤔 { $who }, не разбирам този срок. Отговорете още веднъж, например: „до петък“, „утре 12:00“, „15.12 14:00“, „след 2 часа“.
promise-open = 🤝 Обещаваме: { $when }. Така ще го види клиентът:
promise-open-again = 🤝 Не успяхме в предишния срок. Можем честно да посочим нов: { $when }. Така ще го види клиентът:
promise-given = 🤝 Обещано: { $when }. Пишем на клиента:
promise-dropped = 🗑 Този срок не обещаваме.
card-promised = 🤝 Обещано на клиента до { $when }
card-promise-late = 🤝 Обещаният срок мина: { $when }
card-snoozed = 💤 Отложено до { $when }
button-promise = 🤝 Обещай срок
button-promise-yes = ✅ Обещай
button-promise-other = Друг срок
button-snooze = 💤 Отложи
button-earlier = ‹ По-спешни
button-later = Нататък ›
ping-reply = 🔥 Отговорът до клиента закъснява с { $late }.
ping-promise = 🤝 Обещаният на клиента срок мина преди { $late }.
ping-outcome = 🏁 Случаят е без резултат, срокът мина преди { $late }.
ping-limit = 🚨 Клиентът чака отговор вече { $late }.
digest = ☀️ <b>Започваме.</b> Чакат ни: { $waiting }.
digest-late = 🔥 От тях вече закъснели: { $late }.
digest-more = …и още { $count }. Всички: /queue
digest-broken = ⚠️ Не успяхме да изпълним: { $count }. Подробности: otklik failed
queue-title = <b>Отворени случаи</b>, първо спешните ({ $page } от { $pages })
queue-empty = Няма отворени случаи.
mine-title = <b>Вашите случаи</b>, първо спешните ({ $page } от { $pages })
mine-empty = В момента нямате нито един случай.
away = { $who }, приятна почивка. Върнати в опашката случаи: { $count }. Няма да Ви викам; щом се върнете, напишете /back.
away-free = { $who }, приятна почивка. Няма да Ви викам; щом се върнете, напишете /back.
back = { $who }, добре дошли отново! Пак ще Ви викам, когато потрябвате.
back-already = { $who }, Вие и без това сте тук.
said-promise = 🤝 На клиента е казан срок: „{ $text }“
purpose-promise = обещание за срок
story-Sent-promise = на клиента е казан срок: „{ $detail }“
story-PromiseGiven = { $who } обеща на клиента: { $detail }
story-PromiseDropped = { $who } реши да не обещава { $detail }
story-Snoozed = { $who } отложи случая до { $detail }
story-DateUnread = { $who } написа неразбираем срок: „{ $detail }“
story-Warn = предупредихме за срока
story-ReturnToQueue = случаят се върна в опашката: отговор нямаше
story-WakeUp = напомнихме за отложения случай
answer-choose-the-date = Изберете срок в съобщението по-долу, в темата на случая
answer-date-past = Този срок не става: минал е или е твърде далеч
answer-promise-read-back = Вижте как ще го види клиентът
answer-promised = Обещано, пишем на клиента
answer-already-promised = Този срок вече е обещан
answer-promise-dropped = Не обещаваме
answer-snoozed = Случаят е отложен
answer-already-snoozed = Вече е отложен до този час
ping-by-name-asked = 🆘 { $who }, вика Ви { $by }. Не мога да Ви пиша лично: отворете чат с мен и натиснете /start.
problem-promise-late = Срокът мина, преди съобщението да тръгне, затова клиентът не го е видял. Посочете нов.
answer-promise-anew = Посочете срока отново: предишният може да е минал
answer-out-of-date = Вече не е нужно: случаят е продължил
answer-correction-after-a-gift = Клиентът току-що получи компенсация: помолете го след ден
draft-cooling = 🧊 Тръгва в { $at }: звучи разгорещено. Друг колега може да го публикува веднага.
objection-warns = ⚠️
objection-blocks = ⛔
and-words = “, „
objection-about = „{ $words }“ – { $advice }
objections-more = …и още { $count }
objections-only = { $mark } Забележки по текста: { $count }
answer-cools-down = Нека поизстине. Веднага може да го пусне друг колега
story-overruled = пуснато въпреки проверката: { $detail }
rule-blame = упрек към клиента
rule-excuse = оправдание
rule-officialese = канцеларски език
rule-impersonal = вина без виновник
rule-empty_sorrow = празно съжаление
rule-bare_demand = искане без обяснение
rule-private_data = лични данни
rule-brush_off = отпращане
rule-argument = спор с клиента
rule-humour = шега не на място
rule-too_long = твърде дълго
rule-boilerplate = шаблон
rule-nothing_concrete = нищо конкретно
rule-no_name = без име
rule-heat = в яда си
rule-profanity = груби думи
rule-unfilled_slot = непопълнено място
rule-mention = споменаване
rule-link = връзка
rule-language = друг език
