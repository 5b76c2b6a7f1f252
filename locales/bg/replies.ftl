### Какво виждат служителите, докато готвят отговор: втори поглед, готови текстове, лични съобщения, компенсации, търсене.
### В текста може да има <b>…</b>; стойностите идват вече безопасни.

button-private = 🔒 Само на клиента
button-send-private = 🔒 Прати на клиента
button-posted-private = Вече е изпратено
button-revise = ✏️ Поправи публикуваното
button-keep = ⭐ В готовите текстове
button-copy = 📋 Копирай текста
button-texts = 📚 Готови текстове
button-dm = 🔒 Покани на лични
button-compensate = 🎁 Компенсация
button-detail-order = Номер на поръчка
button-detail-phone = Телефон
button-detail-address = Адрес
button-detail-payment = Плащане
button-detail-other = Друго лично
button-approve-draft = ✅ Пусни го
button-reject-draft = Не го пускай
button-approve-gift = ✅ Одобри
button-reject-gift = Откажи

draft-awaiting = 🙋 Нужен е втори поглед. Иска да го публикува <b>{ $who }</b>.
draft-prepared-private = 🔒 Това ще види само клиентът. Изпращаме ли?
draft-awaiting-private = 🔒🙋 Това ще види само клиентът. Нужен е втори поглед: иска да го изпрати <b>{ $who }</b>.
draft-held-private = 🔒⏱ Излиза само до клиента в { $at }. Може да се отмени.
draft-cooling-private = 🔒🧊 Тръгва само до клиента в { $at }: звучи разгорещено. Друг колега може да го изпрати веднага.
draft-leaving-private = 🔒📤 Изпращаме само на клиента…
draft-sent-private = 🔒 Изпратено лично
draft-unclear-private = 🔒❓ VK не потвърди изпращането на личното съобщение
draft-failed-private = 🔒⛔ Личното съобщение не е изпратено
draft-of-the-library = 📚 Готов текст. За да го промените, копирайте го и изпратете своя като отговор на това съобщение.
draft-revision = ✏️ Променихте съобщението си. Новият текст:
file-stays = 📎 Този файл остава тук: към отговора може да се приложи само снимка.
not-shown = ✂️ Не се събраха знаци: { $count }.
not-shown-above = ✂️ Не се събраха знаци: { $count }. Целият текст е в съобщението, на което това отговаря.
not-shown-in-private = ✂️ Не се събраха знаци: { $count }. Прочетете целия текст в чата на екипа и решете там.
photo-goes = 📎 Снимката ще бъде изпратена заедно с текста.
photo-stays = 📎 Снимката остава тук: VK не позволява на общностите да прилагат снимки към коментари. Ще излезе само текстът.

problem-vk-private = Клиентът не приема лични съобщения. Поканете го с „Покани на лични“ или отговорете публично.
problem-vk-long = Твърде дълго е за едно съобщение. Съкратете го и го изпратете пак.
problem-vk-messages = Ключът на общността няма право на съобщения или те са изключени в „Управление → Съобщения“. Отговорете на клиента публично.
problem-vk-photo = VK не прие снимката. Изпратете отговора без нея или с друга снимка.
problem-telegram-slow = Telegram още не е предал снимката. Ще опитаме пак сами.
problem-telegram-photo = Снимката не можа да се вземе от Telegram. Изпратете я още веднъж.
problem-revision-leaving = ✏️ Поправяме…

second-reply = 🙋 { $who } моли за втори поглед върху отговор: нека някой колега го види. Бутоните са под отговора по-горе.
second-blocked = 🙋 { $who } моли за решение на мениджър: в отговора има нещо, което не бива да се публикува. Бутоните са под отговора по-горе.
second-gift = 🎁 { $who } моли мениджър за одобрение: „{ $name }“, { $value }.
decide-draft = 🙋 { $who } Ви моли да решите. В отговора до клиента (<b>{ $customer }</b>) има нещо, което обикновено не се публикува:
    „{ $text }“
decide-draft-private = 🔒🙋 { $who } Ви моли да решите. В личното съобщение до клиента (<b>{ $customer }</b>) има нещо, което обикновено не се пише:
    „{ $text }“
decide-gift = 🎁 { $who } Ви моли да решите. Компенсация за клиента (<b>{ $customer }</b>): „{ $name }“, { $value }.
closed-back = ↩️ Въпросът е приключен: отговорът се върна при автора.
closed-discarded = 🗑 Въпросът е приключен: отговорът е махнат.
closed-approved = ✅ Въпросът е приключен: отговорът е пуснат.
closed-gift-approved = ✅ Въпросът е приключен: компенсацията е одобрена.
closed-gift-refused = ↩️ Въпросът е приключен: тази компенсация няма да я има.
told-reply-approved = ✅ { $who }, отговорът Ви е одобрен. Решението взе { $by }.
told-reply-rejected = ↩️ { $who }, отговорът Ви засега не е пуснат. Решението взе { $by }.
told-gift-approved = ✅ { $who }, компенсацията е одобрена. Решението взе { $by }.
told-gift-rejected = ↩️ { $who }, компенсацията е отказана. Решението взе { $by }.
told-reason = ↩️ { $who }, ето защо отговорът не е пуснат ({ $by }): „{ $reason }“
why-rejected = ↩️ { $who }, отговорът Ви засега не е пуснат.
    { $by }, моля, напишете какво да се поправи: отговорете на това съобщение.

negative-deleted = 🗑 Оплакване на клиент беше изтрито от някого от екипа на общността. Клиент: <b>{ $customer }</b>.
    „{ $text }“
    Кой го изтри: { $who }
deleted-by = Кой го изтри: { $who }

gift-sent = 🎁 Клиентът получи лично: „{ $name }“.
gift-refused = ⛔ „{ $name }“ не е издадено. { $why }
gift-unsent = ⛔ „{ $name }“: код има, но клиентът не го е получил. { $why }
gift-late = ⏳ „{ $name }“: още няма код. { $why }
gift-of-anybody = { $name } · { $value }
gift-of-a-manager = { $name } · { $value } 🙋

card-private = 🔒 Разговорът върви и в лични съобщения
card-invited = 🔒 Клиентът е поканен на лични съобщения
card-awaiting = 🙋 Отговор чака втори поглед. Чий: { $who }
card-gift-asked = 🎁 „{ $name }“: чака решение на мениджър
card-gift-granted = 🎁 „{ $name }“: кодът е на път
card-gift-sent = 🎁 „{ $name }“: изпратено на клиента
card-gift-refused = 🎁 „{ $name }“: не е издадено

heard-private = 🔒 <b>{ $who }</b> пише лично: „{ $text }“
added-in-private = 🔒 <b>{ $who }</b> добавя лично: „{ $text }“
attachment-audio_message = гласово съобщение
attachment-wall = публикация
said-invite = 🔒 Каним на лични съобщения: „{ $text }“
purpose-private = личен отговор
purpose-revision = поправен отговор
purpose-invite = покана за лични съобщения
purpose-gift = компенсация
where-vk-dialogue = лични съобщения във VK

answer-awaits = Поискахме втори поглед. Срокът за отговор тече
answer-awaits-already = Отговорът вече чака втори поглед
answer-needs-a-second = Нужен е погледът на друг човек
answer-newcomers-may-not = Засега това решават колеги с повече опит
answer-draft-rejected = Отговорът се върна при автора си
answer-add-words = Добавете към отговора поне няколко думи
answer-revision-heated = Новият текст звучи остро. Смекчете го или нека го публикува някой друг
answer-reason-in-words = Моля, напишете с думи какво да се поправи
answer-text-changed = Текстът е променен оттогава. Вижте го в темата
answer-fill-the-slots = Първо попълнете местата във фигурни скоби
answer-kept-as-note = { $name }, Вие не пишете от името на марката. Думите Ви са запазени в случая като вътрешна бележка.
answer-kept-as-note-anonymous = Анонимен администратор не може да отговаря на клиент: не се вижда кой пише. Запазено е като бележка. Отговорете от свое име.
answer-private-already = Разговорът и без това е личен
answer-invited = Поканата излиза
answer-invited-already = Клиентът вече е поканен
answer-tell-in-public-first = Първо кажете под коментара, че е решено: текстът е готов по-долу
answer-no-such-text = Този текст вече го няма
answer-text-below = Текстът е по-долу
answer-text-kept = Отговорът вече е сред готовите текстове
answer-gift-granted = Издаваме я
answer-gift-rejected = Отказано
answer-gift-already = По този случай вече има компенсация
answer-gift-in-private-only = Кодът се праща само лично. Първо поканете клиента на лични съобщения
answer-gift-after-an-ask = Клиентът току-що беше помолен за отзива. Може след едно денонощие: отзиви не се купуват
answer-gift-budget = Бюджетът за компенсации този месец е изчерпан
answer-no-gifts = В настройките няма компенсации
answer-menu-detail = Какво трябва да научим лично?
answer-menu-texts = С какво да започнем?
answer-menu-gifts = Какво да предложим?

story-CustomerSpoke-private = клиентът писа лично: „{ $detail }“
story-TextChosen = { $who } взе готов текст
story-ReplyKept = { $who } запази отговора сред готовите текстове
story-Approved = { $who } пусна отговора
story-Rejected = { $who } не пусна отговора
story-ReasonGiven = { $who }, защо отговорът не е пуснат: „{ $detail }“
story-Published-private = { $who } реши да отговори лично
story-Invited = { $who } покани клиента на лични съобщения: { $detail }
story-GiftChosen = { $who } предложи компенсация
story-GiftApproved = { $who } одобри компенсацията
story-GiftRejected = { $who } отказа компенсацията
story-CodeRefused = компенсацията не е издадена: { $detail }
story-gift-granted = компенсация: „{ $detail }“
story-Sent-private = отговорът е изпратен лично: „{ $detail }“
story-Sent-revision = публикуваният отговор е поправен: „{ $detail }“
story-SendRefused-revision = поправката не е публикувана: { $detail }
story-Sent-invite = поканата за лични съобщения е публикувана: „{ $detail }“
story-Sent-gift = кодът е изпратен лично на клиента
detail-order = номер на поръчка
detail-phone = телефон
detail-address = адрес
detail-payment = плащане
detail-other = друго

why-TextChosen = избран е готов текст
why-ReplyKept = отговорът е запазен
why-Approved = отговорът е пуснат
why-Rejected = отговорът не е пуснат
why-ReasonGiven = казано е защо
why-Invited = клиентът е поканен на лични съобщения
why-GiftChosen = предложена е компенсация
why-GiftApproved = компенсацията е одобрена
why-GiftRejected = компенсацията е отказана
why-CodeCame = има код
why-CodeDelayed = кодът още не е готов
why-CodeRefused = няма код

find-how = Напишете какво да търся: думи, име, номер на случай или поръчка. Например: /find смачкана торта
find-none = Нищо не намерих: „{ $text }“
find-title = 🔎 „{ $text }“: { $count }
find-more = Това са последните { $shown }. Добавете дума, за да стесните търсенето.
find-texts = 📚 Готови текстове (докоснете, за да копирате):
note-how = Отговорете с тази команда на карта или посочете номера: /note 12 да се обадим утре
note-kept = 📝 Бележката е запазена, клиентът няма да я види.
