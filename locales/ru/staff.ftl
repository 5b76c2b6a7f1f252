### Что видят сотрудники в своём чате. Короткие строки: их читают с телефона.
### В тексте можно <b>…</b>; значения приходят уже безопасными.

moment-today = { $time }
moment = { $date }, { $time }
span-days = { $count } дн.
span-hours = { $count } ч
span-minutes = { $count } мин
span-seconds = { $count } с

mark-complaint = 🔴
mark-question = 🔵
mark-suggestion = 🟣
mark-praise = 🟢
mark-unclear = 🟡
mark-abuse = ⚫
mark-spam = ⚪
mark-other = ⚪

kind-complaint = Жалоба
kind-question = Вопрос
kind-suggestion = Предложение
kind-praise = Похвала
kind-unclear = Непонятно, посмотрите сами
kind-abuse = Оскорбление
kind-spam = Спам
kind-other = Разговор

theme-delivery = доставка
theme-waiting = ожидание
theme-staff = персонал
theme-quality = качество
theme-price = цена и оплата
theme-app = приложение и сайт
theme-other = другое

somebody = Кто-то
quoted = «{ $text }»
case-number = №{ $id }
no-text = (без текста)
where-vk-wall = комментарий ВКонтакте
attachments = 📎 { $named }
attachment-photo = фото
attachment-video = видео
attachment-audio = аудио
attachment-doc = документ
attachment-link = ссылка
attachment-sticker = стикер
attachment-market = товар
attachment-graffiti = граффити
attachment-other = вложение

earlier = 🕘 Раньше ({ $when }): «{ $text }» — { $ended }

outcome-fixed = исправили
outcome-compensated = возместили
outcome-explained = объяснили
outcome-their_mistake = недоразумение у клиента
outcome-unconfirmed = не подтвердилось
outcome-emotion = просто эмоции

status-open = ещё открыто
status-resolved = завершено
status-noted = ответа не требовало

ack-posted = ✅ Первый ответ опубликован: «{ $text }»
ack-leaving = 📤 Уходит первый ответ: «{ $text }»
ack-withdrawn = ➖ Первый ответ не ушёл: он уже не нужен
ack-stuck = ⚠️ Заминка с первым ответом: «{ $text }»
ack-none = ➖ Без первого ответа: { $why }
no-ack-abuse = это оскорбление
no-ack-spam = это спам
no-ack-small-talk = отвечать не на что
no-ack-talks-to-another = клиент говорит с другим клиентом
no-ack-switched-off = первые ответы выключены
no-ack-author-had-one = этому человеку под этой записью недавно уже ответили
no-ack-stale = комментарий давний, решите сами
no-ack-approval = ждёт кнопки «Первый ответ»
no-ack-ceiling = слишком много комментариев сразу, решите сами
no-ack-comment-gone = комментарий уже удалён

line-became-a-case = ➡️ Заведено отдельное дело
comment-deleted = 🗑 Комментарий удалён
card-resolved = 🏁 Итог: <b>{ $outcome }</b> · { $who }, { $when }
card-noted = Ответа не требует
card-due = ⏳ Ответить до { $when }
card-overdue = 🔥 Ответ просрочен, срок был { $when }
card-answered = 💬 Ответ дан, подведите итог
card-taken = 👤 Занимается: <b>{ $who }</b>
card-free = 👤 Пока никто не взял
card-ask-due = 🕊 Попросим обновить отзыв: { $when }
card-asked = 🕊 Просьба обновить отзыв ушла: { $when }

result-updated = 🕊 После нашей просьбы комментарий изменён
result-removed = 🕊 После нашей просьбы комментарий удалён
result-thanked = 🕊 В ответ на нашу просьбу клиент благодарит
result-answered = 🕊 После нашей просьбы есть новый ответ клиента
result-worse = 🕊 После нашей просьбы новая жалоба

button-take = ✋ Взять
button-release = Вернуть в очередь
button-reply = ✍️ Ответить
button-more = Ещё…
button-kind = Изменить тип
button-escalate = 🆘 Позвать руководителя
button-resolve = 🏁 Итог
button-history = История
button-reopen = Открыть снова
button-make-a-case = Завести дело
button-acknowledge = 💬 Первый ответ
button-publish = ✅ Опубликовать
button-discard = Убрать
button-undo = ↩️ Отменить
button-retry = 🔁 Отправить ещё раз
button-posted = Уже опубликовано
button-approve = Отправить
button-reject = Не отправлять
button-back = ‹ Назад
button-comment = Комментарий
button-topic = Открыть дело
button-yes-answered = Да, это ответ
button-kind-complaint = Жалоба
button-kind-question = Вопрос
button-kind-suggestion = Предложение
button-kind-praise = Похвала
button-kind-abuse = Оскорбление
button-kind-spam = Спам
button-kind-other = Разговор
button-outcome-fixed = Исправили
button-outcome-compensated = Возместили
button-outcome-explained = Объяснили
button-outcome-their_mistake = Недоразумение у клиента
button-outcome-unconfirmed = Не подтвердилось
button-outcome-emotion = Просто эмоции

draft-prepared = 📝 Так увидят все. Публикуем?
draft-held = ⏱ Уйдёт в { $at }. Можно отменить.
draft-leaving = 📤 Отправляем…
draft-sent = ✅ Опубликовано: { $link }
draft-unclear = ❓ ВКонтакте не подтвердил отправку
draft-failed = ⛔ Не опубликовано
draft-rehearsed = 🎭 Пробный режим: клиент этого не увидит
draft-discarded = 🗑 Убрано

problem-vk-busy = ВКонтакте просит чуть подождать. Отправим сами.
problem-vk-flood = ВКонтакте считает, что мы пишем слишком часто. Отправим сами через пару минут.
problem-vk-limit = ВКонтакте пока не даёт сообществу писать комментарии: кончился лимит. Попробуем сами через полчаса.
problem-vk-away = ВКонтакте сейчас недоступен. Отправим, как только ответит.
problem-vk-captcha = ВКонтакте просит подтвердить, что пишет человек. Ответьте в сообществе вручную и нажмите «Уже опубликовано».
problem-vk-key = ВКонтакте не принял ключ сообщества или у ключа нет прав. Проверьте VK_TOKEN.
problem-vk-closed = ВКонтакте не даёт ответить под этим комментарием: он удалён или комментарии закрыты.
problem-vk-unrevised = ВКонтакте не даёт изменить этот ответ: он удалён, или прошло слишком много времени. Клиент видит прежний текст.
problem-vk-revise-yourself = ВКонтакте просит подтвердить, что пишет человек. Измените ответ в сообществе вручную.
problem-vk-gone = ВКонтакте не находит эту запись или комментарий.
problem-vk-links = В этом сообществе запрещены ссылки в комментариях. Уберите ссылку и ответьте заново.
problem-vk-error = ВКонтакте отказал (ошибка { $detail }).
problem-loyalty-refused = Программа лояльности отказала в этой компенсации. Выберите другую.
problem-loyalty-settings = Программа лояльности не приняла запрос: не тот адрес или ключ подписи. Проверьте webhook и secret в otklik.toml.
problem-loyalty-answer = Программа лояльности ответила непонятно. Посмотрите в ней, выдан ли код, и передайте его клиенту вручную.
problem-loyalty-away = Программа лояльности сейчас недоступна. Попробуем сами ещё раз.
problem-loyalty-given-up = Программа лояльности не отвечала целые сутки, больше её не спрашиваем. Выберите компенсацию снова, когда она заработает.
problem-loyalty-no-codes = Свободных кодов для этой компенсации нет, или файл с ними не читается. Допишите коды в файл и выберите её снова.
problem-left-before-the-edit = ✏️ Правка опоздала: ответ уже ушёл в прежнем виде.

heard = 💬 <b>{ $who }</b> пишет ещё: «{ $text }»
edited = ✏️ <b>{ $who }</b> меняет комментарий.
    Было: «{ $before }»
    Стало: «{ $after }»
edited-private = ✏️ <b>{ $who }</b> меняет личное сообщение.
    Было: «{ $before }»
    Стало: «{ $after }»
edited-after-ask = 🕊 <b>{ $who }</b> меняет комментарий после нашей просьбы.
    Было: «{ $before }»
    Стало: «{ $after }»
deleted-by-customer = 🗑 <b>{ $who }</b> удаляет свой комментарий: «{ $text }»
deleted-by-other = 🗑 Комментарий клиента (<b>{ $who }</b>) удалил кто-то другой: «{ $text }»
deleted = 🗑 Комментарий клиента (<b>{ $who }</b>) удалён: «{ $text }»
deleted-after-ask = Это случилось после нашей просьбы обновить отзыв.
added-below = 🕊 <b>{ $who }</b> дописывает: «{ $text }»

said-by-hand = 📣 Коллега отвечает в сообществе вручную: «{ $text }»
said-ack = 📣 Первый ответ опубликован: «{ $text }»
said-reply = 📣 Опубликовано: «{ $text }»
said-ask = 🕊 Просим обновить отзыв: «{ $text }»
said-ask_reminder = 🕊 Напоминаем об отзыве, больше не будем: «{ $text }»
said-correction = 🕊 Просим поправить комментарий: «{ $text }»
purpose-ack = первый ответ
purpose-reply = ответ
purpose-ask = просьба обновить отзыв
purpose-ask_reminder = напоминание об отзыве
purpose-correction = просьба поправить комментарий
would-say = 🎭 Пробный режим. Сейчас вышло бы вот это ({ $purpose }): «{ $text }»

history = <b>История дела</b>
history-left-out = … (пропущено строк: { $count }) …
story-CustomerSpoke = клиент пишет: «{ $detail }»
story-CustomerEdited = клиент меняет написанное: «{ $detail }»
story-CommentDeleted = комментарий удалён: «{ $detail }»
story-CommentRestored = комментарий восстановлен: «{ $detail }»
story-BrandSpoke = коллега отвечает вручную: «{ $detail }»
story-BrandSpokeNearby = коллега пишет под записью: «{ $detail }»
story-ColleagueConfirmed = { $who }: это был ответ клиенту
story-AcknowledgementOrdered = { $who } отправляет первый ответ
story-Taken = { $who } берёт дело
story-Released = { $who } возвращает дело в очередь
story-KindCorrected = { $who } меняет тип: { $detail }
story-EscalationAsked = { $who } зовёт руководителя
story-ReplyAsked = { $who } собирается ответить
story-NoteWritten = заметка, { $who }: «{ $detail }»
story-DraftWritten = черновик, { $who }: «{ $detail }»
story-DraftEdited = правка черновика, { $who }: «{ $detail }»
story-Published = { $who } решает отправить ответ
story-Undone = { $who } отменяет отправку
story-Discarded = { $who } убирает черновик
story-RetryOrdered = { $who } отправляет ещё раз
story-PostedByHand = { $who }: уже опубликовано
story-Sent-ack = первый ответ опубликован: «{ $detail }»
story-Sent-reply = ответ опубликован: «{ $detail }»
story-Sent-ask = просьба обновить отзыв опубликована: «{ $detail }»
story-Sent-ask_reminder = напоминание об отзыве опубликовано: «{ $detail }»
story-Sent-correction = просьба поправить комментарий опубликована: «{ $detail }»
story-SendRefused = не опубликовано: { $detail }
story-SendLeftUnclear = неизвестно, ушло ли; спросили сотрудников
story-Resolved = { $who }, итог: { $detail }
story-Reopened = { $who } открывает дело снова
story-CorrectionApproved = { $who } отправляет просьбу поправить комментарий
story-CorrectionRejected = { $who }: просьбу поправить не отправлять
story-Remind = напомнили сотрудникам
story-PingManager = написали руководителям
story-ask-withheld = не просим обновить отзыв: { $detail }
story-kept-as-note = сохранено как заметка: «{ $detail }»
withheld-no-complaint = это не жалоба
withheld-comment-gone = комментария больше нет
withheld-asked-before = уже просили
withheld-updated-already = комментарий уже изменён
withheld-outcome = при таком итоге не просят
withheld-switched-off = просьбы выключены
withheld-cap = этого человека недавно уже просили
withheld-manager = руководитель решил не просить

write-your-reply = ✍️ { $who }, напишите ответ для клиента (<b>{ $customer }</b>) ответом на это сообщение. Сначала покажу, как он будет выглядеть.
ping-asked = 🆘 Вас зовёт { $who }.
ping-waits = Ждёт <b>{ $who }</b>: «{ $text }»
ping-by-name = 🔥 { $who }, нужна ваша помощь: клиент ждёт ответа (просрочка { $late }). Лично написать не могу: откройте чат со мной и нажмите /start.
manager = Руководитель
now = 0 мин
whether-sent = ❓ ВКонтакте не подтвердил отправку ({ $purpose }). Посмотрите под комментарием и нажмите нужную кнопку.
    «{ $text }»
was-refused = ⛔ Не опубликовано ({ $purpose }). { $why }
    Текст, если захотите опубликовать сами:
    «{ $text }»
whose = 📣 Коллега пишет под записью, никому не отвечая: «{ $text }»
    Это ответ клиенту из этого дела?
offer-correction = 🕊 Вышло недоразумение на стороне клиента (<b>{ $who }</b>). Мягко попросить поправить комментарий? Решает руководитель.
feed = Лента

answer-taken = Дело ваше
answer-already-yours = Дело уже у вас
answer-taken-by-another = Уже занимается: { $name }
answer-released = Дело снова свободно
answer-already-free = Дело и так свободно
answer-write-the-reply = Ответьте на моё сообщение ниже
answer-escalated = Руководителям написали
answer-already-escalated = Руководителям уже написали
answer-no-managers = Руководители не указаны в настройках
answer-here-it-is = История ниже
answer-menu-more = Ещё
answer-menu-kind = Что это на самом деле?
answer-menu-outcome = Чем закончилось?
answer-kind-set = Тип изменён
answer-kind-already = Этот тип уже стоит
answer-resolved = Итог записан
answer-reopened = Дело снова открыто
answer-case-open = Дело уже открыто
answer-case-resolved = Дело уже завершено
answer-case-noted = Это не дело. Сначала заведите его
answer-acknowledged = Первый ответ уходит
answer-already-acknowledged = Первый ответ уже был
answer-comment-gone = Комментария больше нет
answer-counted-as-answer = Засчитано как ответ
answer-nobody-waits = Клиенту уже ответили
answer-leaves-soon = Скоро уйдёт. Можно отменить
answer-leaves-now = Отправляем
answer-undone = Отменено, ничего не ушло
answer-too-late-to-undo = Поздно: ответ уже ушёл
answer-nothing-to-undo = Отменять нечего
answer-discarded = Черновик убран
answer-already-discarded = Черновик уже убран
answer-already-publishing = Ответ уже отправляется
answer-already-published = Ответ уже опубликован
answer-use-retry = Нажмите «Отправить ещё раз»
answer-may-not-speak = Вы видите дела, но не пишете от имени бренда
answer-no-such-draft = Такого черновика нет
answer-no-such-message = Такого сообщения нет
answer-on-its-way = Уже отправляется
answer-message-sent = Уже опубликовано
answer-message-withdrawn = Уже не нужно
answer-sending-again = Отправляем ещё раз
answer-counted-as-posted = Записано: опубликовано
answer-managers-only = Это решает руководитель
answer-already-decided = Уже решено
answer-correction-sent = Просьба уходит
answer-correction-rejected = Не отправляем
answer-no-such-case = Такого дела нет
answer-not-here = Эта кнопка работает только в чате сотрудников
answer-staff-only = Эта кнопка только для сотрудников
answer-unknown-button = Эта кнопка больше не работает

your-ids = Чат: { $chat }
    Вы: { $user }
start-manager = Здравствуйте, { $name }! Сюда будут приходить просроченные дела и просьбы о помощи. Больше ничего делать не нужно.
start-other = Здравствуйте, { $name }! Я помогаю команде «{ $brand }» отвечать клиентам. Чтобы получать просроченные дела, добавьте свой номер { $user } в настройку MANAGERS.
greeting = Здравствуйте! Этот чат мне ещё не знаком. Чтобы комментарии клиентов приходили сюда, запишите STAFF_CHAT={ $chat } в настройки и перезапустите меня.
help = <b>Как отвечать клиентам</b>
    «Взять» — дело ваше, остальные это видят.
    Чтобы ответить клиенту, ответьте на карточку или на сообщение клиента. Я покажу, как это будет выглядеть, и опубликую только после «Опубликовать».
    Любое другое сообщение в теме — заметка для своих, клиент её не увидит.
    «Итог» — дело закончено; тема закроется.
    «Пообещать срок» — клиент узнает, когда ждать решения; «Отложить» — напомню позже.
    /queue — открытые дела, /mine — ваши; /away — не звать меня, /back — снова на месте.
    «Заготовки» — с чего начать ответ; «Позвать в личные» — для номеров, адресов и телефонов.
    /find слова — найти дело; /note — заметка, если тем нет.
    /id — номер чата и ваш номер.

## Сроки

when-today = сегодня, { $time }
when-tomorrow = завтра, { $time }
when-weekday = { $day }, { $time }
overdue-by = 🔥 просрочено на { $late }
due-at = ⏳ до { $when }

timer-reply = ответ клиенту
timer-silent = ответ того, кто взял дело
timer-promise = обещание клиенту
timer-outcome = итог дела
timer-limit = крайний срок ответа
timer-begun = { $timer }: до { $when }
timer-moved = { $timer }: теперь до { $when }
timer-stopped = { $timer }: срок снят
why-Sent = ответ опубликован
why-SendRefused = ответ не опубликован
why-SendDelayed = ответ ждёт отправки
why-SendLeftUnclear = неизвестно, ушло ли
why-RetryOrdered = отправляем ещё раз
why-PostedByHand = ответ уже опубликован
why-Published = ответ отправляется
why-Undone = отправку отменили
why-Discarded = черновик убран
why-DraftWritten = есть черновик
why-DraftEdited = черновик изменён
why-BrandSpoke = коллега отвечает вручную
why-ColleagueConfirmed = есть ответ коллеги
why-BrandSpokeNearby = коллега пишет под записью
why-CustomerSpoke = клиент написал снова
why-CustomerEdited = клиент изменил написанное
why-CommentDeleted = комментарий удалён
why-CommentRestored = комментарий восстановлен
why-KindCorrected = тип изменён
why-AcknowledgementOrdered = отправлен первый ответ
why-Taken = дело взяли
why-Released = дело вернули в очередь
why-TimePassed = время вышло
why-Resolved = записан итог
why-Reopened = дело открыто снова
why-PromiseGiven = клиенту дано обещание
why-Snoozed = дело отложили
why-EscalationAsked = позвали руководителя
why-CorrectionApproved = просим поправить комментарий

warn-reply = ⏳ Клиент ждёт ответа до { $when }, осталось { $left }.
warn-promise = 🤝 Мы обещали клиенту решить до { $when }, осталось { $left }.
warn-outcome = 🏁 Дело нужно закончить до { $when }, осталось { $left }.
warn-silent = 👤 { $who }, ответа клиенту пока нет. Скоро дело вернётся в очередь.
late-reply = ⏰ Ответ клиенту просрочен на { $late }.
late-promise = 🤝 Обещанный клиенту срок прошёл { $late } назад.
late-outcome = 🏁 Дело всё ещё без итога, срок прошёл { $late } назад.
late-limit = 🚨 Клиент ждёт ответа уже { $late }.
returned-to-queue = 👤 { $who }, ответа так и не было, поэтому дело снова в общей очереди. Его может взять любой.
woken-by-time = 🔔 Дело откладывали до этого часа. Пора к нему вернуться.
woken-by-customer = 🔔 Дело было отложено, но клиент написал снова.
when-promise = 🤝 { $who }, к какому сроку обещаем? Выберите или ответьте на это сообщение: «к пятнице», «завтра 12:00», «15.12 14:00», «через 2 часа».
when-snooze = 💤 { $who }, до какого часа отложить? Выберите или ответьте на это сообщение: «через час», «завтра», «понедельник 10:00».
when-unread = 🤔 { $who }, не понимаю этот срок. Ответьте ещё раз, например: «к пятнице», «завтра 12:00», «15.12 14:00», «через 2 часа».
promise-open = 🤝 Обещаем: { $when }. Так это увидит клиент:
promise-open-again = 🤝 В прошлый срок не уложились. Можно честно назвать новый: { $when }. Так это увидит клиент:
promise-given = 🤝 Обещано: { $when }. Клиенту пишем:
promise-dropped = 🗑 Этот срок не обещаем.
card-promised = 🤝 Обещали клиенту до { $when }
card-promise-late = 🤝 Обещанный срок прошёл: { $when }
card-snoozed = 💤 Отложено до { $when }
button-promise = 🤝 Пообещать срок
button-promise-yes = ✅ Пообещать
button-promise-other = Другой срок
button-snooze = 💤 Отложить
button-earlier = ‹ Срочнее
button-later = Дальше ›
ping-reply = 🔥 Ответ клиенту просрочен на { $late }.
ping-promise = 🤝 Обещанный клиенту срок прошёл { $late } назад.
ping-outcome = 🏁 Дело без итога, срок прошёл { $late } назад.
ping-limit = 🚨 Клиент ждёт ответа уже { $late }.
digest = ☀️ <b>Начинаем.</b> Ждут нас: { $waiting }.
digest-late = 🔥 Из них уже просрочено: { $late }.
digest-more = …и ещё { $count }. Все: /queue
digest-broken = ⚠️ Не удалось выполнить: { $count }. Подробности: otklik failed
queue-title = <b>Открытые дела</b>, сначала срочные ({ $page } из { $pages })
queue-empty = Открытых дел нет.
mine-title = <b>Ваши дела</b>, сначала срочные ({ $page } из { $pages })
mine-empty = За вами нет ни одного дела.
away = { $who }, отдыхайте. Дел возвращено в очередь: { $count }. Звать вас не буду; вернётесь — напишите /back.
away-free = { $who }, отдыхайте. Звать вас не буду; вернётесь — напишите /back.
back = { $who }, с возвращением! Снова буду звать вас, когда понадобится.
back-already = { $who }, а вы и не уходили.
said-promise = 🤝 Клиенту назван срок: «{ $text }»
purpose-promise = обещание срока
story-Sent-promise = клиенту назван срок: «{ $detail }»
story-PromiseGiven = { $who } обещает клиенту: { $detail }
story-PromiseDropped = { $who } не обещает { $detail }
story-Snoozed = { $who } откладывает дело до { $detail }
story-DateUnread = { $who } пишет срок, который не понять: «{ $detail }»
story-Warn = предупредили о сроке
story-ReturnToQueue = дело вернулось в очередь: ответа не было
story-WakeUp = напомнили об отложенном
answer-choose-the-date = Выберите срок в сообщении ниже, в теме дела
answer-date-past = Этот срок не годится: он прошёл или слишком далеко
answer-promise-read-back = Посмотрите, как это увидит клиент
answer-promised = Обещано, клиенту пишем
answer-already-promised = Этот срок уже обещан
answer-promise-dropped = Не обещаем
answer-snoozed = Дело отложено
answer-already-snoozed = Уже отложено до этого часа
ping-by-name-asked = 🆘 { $who }, вас зовёт { $by }. Лично написать не могу: откройте чат со мной и нажмите /start.
problem-promise-late = Названный срок прошёл раньше, чем сообщение ушло, поэтому клиенту его не показали. Назовите новый.
answer-promise-anew = Назовите срок заново: прежний мог пройти
answer-out-of-date = Уже не нужно: дело ушло вперёд
answer-correction-after-a-gift = Клиент только что получил компенсацию: просить можно через день
draft-cooling = 🧊 Уйдёт в { $at }: похоже, писали сгоряча. Другой сотрудник может опубликовать сразу.
objection-warns = ⚠️
objection-blocks = ⛔
and-words = », «
objection-about = «{ $words }» — { $advice }
objections-more = …и ещё { $count }
objections-only = { $mark } Замечаний к тексту: { $count }
answer-cools-down = Пусть остынет. Сразу отправить может другой сотрудник
story-overruled = пропущено вопреки проверке: { $detail }
rule-blame = упрёк клиенту
rule-excuse = отговорка
rule-officialese = канцелярит
rule-impersonal = вина без виноватого
rule-empty_sorrow = пустое сожаление
rule-bare_demand = просьба без объяснения
rule-private_data = личные данные
rule-brush_off = отписка
rule-argument = спор с клиентом
rule-humour = шутка не ко времени
rule-too_long = слишком длинно
rule-boilerplate = шаблон
rule-nothing_concrete = ничего конкретного
rule-no_name = без имени
rule-heat = сгоряча
rule-profanity = грубость
rule-unfilled_slot = незаполненное место
rule-mention = упоминание
rule-link = ссылка
rule-language = другой язык
