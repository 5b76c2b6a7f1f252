### Что видят сотрудники, когда готовят ответ: второй взгляд, заготовки, личные сообщения, компенсации, поиск.
### В тексте можно <b>…</b>; значения приходят уже безопасными.

button-private = 🔒 Только клиенту
button-send-private = 🔒 Отправить клиенту
button-posted-private = Уже отправлено
button-revise = ✏️ Исправить ответ
button-keep = ⭐ В заготовки
button-copy = 📋 Скопировать текст
button-texts = 📚 Заготовки
button-dm = 🔒 Позвать в личные
button-compensate = 🎁 Компенсация
button-detail-order = Номер заказа
button-detail-phone = Телефон
button-detail-address = Адрес
button-detail-payment = Оплата
button-detail-other = Другое личное
button-approve-draft = ✅ Пропустить
button-reject-draft = Не пропускать
button-approve-gift = ✅ Одобрить
button-reject-gift = Отказать

draft-awaiting = 🙋 Нужен второй взгляд. Опубликовать хочет <b>{ $who }</b>.
draft-prepared-private = 🔒 Это увидит только клиент. Отправляем?
draft-awaiting-private = 🔒🙋 Это увидит только клиент. Нужен второй взгляд: отправить хочет <b>{ $who }</b>.
draft-held-private = 🔒⏱ Уйдёт только клиенту в { $at }. Можно отменить.
draft-cooling-private = 🔒🧊 Уйдёт только клиенту в { $at }: похоже, писали сгоряча. Другой сотрудник может отправить сразу.
draft-leaving-private = 🔒📤 Отправляем только клиенту…
draft-sent-private = 🔒 Отправлено лично
draft-unclear-private = 🔒❓ ВКонтакте не подтвердил отправку личного сообщения
draft-failed-private = 🔒⛔ Личное сообщение не отправлено
draft-of-the-library = 📚 Заготовка. Чтобы изменить, скопируйте текст и пришлите свой ответом на это сообщение.
draft-revision = ✏️ Вы изменили сообщение. Новый текст:
file-stays = 📎 Этот файл не уйдёт: к ответу можно приложить только фото.
not-shown = ✂️ Не поместилось символов: { $count }.
not-shown-above = ✂️ Не поместилось символов: { $count }. Весь текст — в сообщении, на которое это ответ.
not-shown-in-private = ✂️ Не поместилось символов: { $count }. Прочитайте весь текст в чате сотрудников и решите там.
photo-goes = 📎 Фото уйдёт вместе с текстом.
photo-stays = 📎 Фото не уйдёт: ВКонтакте не даёт сообществу прикладывать фото к комментариям. Уйдёт только текст.

problem-vk-private = Клиент не разрешил писать ему лично. Позовите его кнопкой «Позвать в личные» или ответьте публично.
problem-vk-long = Для одного сообщения это слишком длинно. Сократите текст и отправьте заново.
problem-vk-messages = У ключа сообщества нет права на сообщения или они выключены: «Управление → Сообщения». Ответьте клиенту публично.
problem-vk-photo = ВКонтакте не принял фото. Отправьте ответ без него или другое фото.
problem-telegram-slow = Telegram пока не отдаёт фото. Попробуем сами ещё раз.
problem-telegram-photo = Не удалось получить фото из Telegram. Пришлите его ещё раз.
problem-revision-leaving = ✏️ Исправляем…

second-reply = 🙋 { $who } просит второй взгляд на ответ: кто-нибудь из коллег, посмотрите, пожалуйста. Кнопки под ответом выше.
second-blocked = 🙋 { $who } просит решения руководителя: в ответе есть то, что нельзя публиковать. Кнопки под ответом выше.
second-gift = 🎁 { $who } просит разрешения руководителя: «{ $name }», { $value }.
decide-draft = 🙋 { $who } просит вашего решения. В ответе клиенту (<b>{ $customer }</b>) есть то, что обычно не публикуют:
    «{ $text }»
decide-draft-private = 🔒🙋 { $who } просит вашего решения. В личном сообщении клиенту (<b>{ $customer }</b>) есть то, чего обычно не пишут:
    «{ $text }»
decide-gift = 🎁 { $who } просит вашего решения. Компенсация клиенту (<b>{ $customer }</b>): «{ $name }», { $value }.
closed-back = ↩️ Вопрос закрыт: ответ снова у автора.
closed-discarded = 🗑 Вопрос закрыт: ответ убрали.
closed-approved = ✅ Вопрос закрыт: ответ пропустили.
closed-gift-approved = ✅ Вопрос закрыт: компенсацию одобрили.
closed-gift-refused = ↩️ Вопрос закрыт: этой компенсации не будет.
told-reply-approved = ✅ { $who }, ваш ответ одобрен. Решение: { $by }.
told-reply-rejected = ↩️ { $who }, ваш ответ пока не пропустили. Решение: { $by }.
told-gift-approved = ✅ { $who }, компенсация одобрена. Решение: { $by }.
told-gift-rejected = ↩️ { $who }, компенсацию не одобрили. Решение: { $by }.
told-reason = ↩️ { $who }, вот почему ответ не пропустили ({ $by }): «{ $reason }»
why-rejected = ↩️ { $who }, ваш ответ пока не пропустили.
    { $by }, напишите, пожалуйста, что поправить: ответьте на это сообщение.

negative-deleted = 🗑 Жалобу клиента удалил кто-то из команды сообщества. Клиент: <b>{ $customer }</b>.
    «{ $text }»
    Кто удалил: { $who }
deleted-by = Кто удалил: { $who }

gift-sent = 🎁 Клиент получил лично: «{ $name }».
gift-refused = ⛔ «{ $name }» не выдано. { $why }
gift-unsent = ⛔ «{ $name }»: код есть, но клиент его не получил. { $why }
gift-late = ⏳ «{ $name }»: кода пока нет. { $why }
gift-of-anybody = { $name } · { $value }
gift-of-a-manager = { $name } · { $value } 🙋

card-private = 🔒 Разговор идёт и в личных сообщениях
card-invited = 🔒 Клиента позвали в личные сообщения
card-awaiting = 🙋 Ответ ждёт второго взгляда. Чей: { $who }
card-gift-asked = 🎁 «{ $name }»: ждём решения руководителя
card-gift-granted = 🎁 «{ $name }»: код в пути
card-gift-sent = 🎁 «{ $name }»: отправлено клиенту
card-gift-refused = 🎁 «{ $name }»: не выдано

heard-private = 🔒 <b>{ $who }</b> пишет лично: «{ $text }»
added-in-private = 🔒 <b>{ $who }</b> дописывает лично: «{ $text }»
attachment-audio_message = голосовое
attachment-wall = запись
said-invite = 🔒 Зовём в личные сообщения: «{ $text }»
purpose-private = личный ответ
purpose-revision = исправленный ответ
purpose-invite = приглашение в личные сообщения
purpose-gift = компенсация
where-vk-dialogue = личные сообщения ВКонтакте

answer-awaits = Попросили второй взгляд. Срок ответа идёт
answer-awaits-already = Ответ уже ждёт второго взгляда
answer-needs-a-second = Нужен взгляд другого человека
answer-newcomers-may-not = Пока это решают коллеги с опытом
answer-draft-rejected = Ответ вернулся автору
answer-add-words = Добавьте к ответу хотя бы пару слов
answer-revision-heated = Новый текст звучит резко. Смягчите его, или пусть опубликует кто-то другой
answer-reason-in-words = Напишите, пожалуйста, словами, что поправить
answer-text-changed = Текст с тех пор изменили. Посмотрите его в теме
answer-fill-the-slots = Сначала заполните места в фигурных скобках
answer-kept-as-note = { $name }, вы не пишете от имени бренда. Ваши слова сохранены в деле как заметка для своих.
answer-kept-as-note-anonymous = Анонимный администратор не может отвечать клиенту: не видно, кто пишет. Сохранено как заметка. Отвечайте от своего имени.
answer-private-already = Разговор и так личный
answer-invited = Приглашение уходит
answer-invited-already = Клиента уже позвали
answer-tell-in-public-first = Сначала скажите под комментарием, что вопрос решён: текст готов ниже
answer-no-such-text = Такой заготовки больше нет
answer-text-below = Заготовка ниже
answer-text-kept = Ответ теперь среди заготовок
answer-gift-granted = Выдаём
answer-gift-rejected = Отказано
answer-gift-already = По этому делу компенсация уже есть
answer-gift-in-private-only = Код уходит только лично. Сначала позовите клиента в личные сообщения
answer-gift-after-an-ask = Клиента только что просили об отзыве. Компенсация возможна через сутки: отзывы не покупают
answer-gift-budget = Бюджет компенсаций на этот месяц исчерпан
answer-no-gifts = Каталог компенсаций в настройках пуст
answer-menu-detail = Что именно нужно узнать лично?
answer-menu-texts = С чего начать?
answer-menu-gifts = Что предложим?

story-CustomerSpoke-private = клиент пишет лично: «{ $detail }»
story-TextChosen = { $who } берёт заготовку
story-ReplyKept = { $who } сохраняет ответ в заготовки
story-Approved = { $who } пропускает ответ
story-Rejected = { $who } не пропускает ответ
story-ReasonGiven = { $who }, почему ответ не пропущен: «{ $detail }»
story-Published-private = { $who } решает ответить лично
story-Invited = { $who } зовёт клиента в личные сообщения: { $detail }
story-GiftChosen = { $who } предлагает компенсацию
story-GiftApproved = { $who } одобряет компенсацию
story-GiftRejected = { $who } не одобряет компенсацию
story-CodeRefused = компенсация не выдана: { $detail }
story-gift-granted = компенсация: «{ $detail }»
story-Sent-private = ответ отправлен лично: «{ $detail }»
story-Sent-revision = опубликованный ответ исправлен: «{ $detail }»
story-SendRefused-revision = правка не опубликована: { $detail }
story-Sent-invite = приглашение в личные сообщения опубликовано: «{ $detail }»
story-Sent-gift = код отправлен клиенту лично
detail-order = номер заказа
detail-phone = телефон
detail-address = адрес
detail-payment = оплата
detail-other = другое

why-TextChosen = выбрана заготовка
why-ReplyKept = ответ сохранён
why-Approved = ответ пропустили
why-Rejected = ответ не пропустили
why-ReasonGiven = объяснили, почему нет
why-Invited = клиента зовут в личные сообщения
why-GiftChosen = предложена компенсация
why-GiftApproved = компенсация одобрена
why-GiftRejected = компенсацию не одобрили
why-CodeCame = есть код
why-CodeDelayed = код ещё не готов
why-CodeRefused = кода нет

find-how = Напишите, что искать: слова, имя, номер дела или заказа. Например: /find помятый торт
find-none = Ничего не нашлось: «{ $text }»
find-title = 🔎 «{ $text }»: { $count }
find-more = Показаны последние { $shown }. Уточните слова, чтобы найти остальное.
find-texts = 📚 Заготовки (коснитесь, чтобы скопировать):
note-how = Ответьте этой командой на карточку дела или укажите номер: /note 12 перезвонить завтра
note-kept = 📝 Заметка сохранена, клиент её не увидит.
