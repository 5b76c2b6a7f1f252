### What `otklik doctor` says: what it saw and, in .mend, what to do about it.

doctor-well = In short: the bot can work.
doctor-unwell = In short: the bot can't work yet. Fix the lines marked “{ $mark }” and check again: otklik doctor.

## Settings

doctor-settings-ok = The settings can be read.
doctor-settings-wrong = { $told }
    .mend = { $name ->
        [TELEGRAM_TOKEN] In Telegram, open @BotFather, send /newbot (or /token if the bot is there already) and copy the whole token: TELEGRAM_TOKEN=123456:ABC…
        [STAFF_CHAT] If you don't know the group's id yet, write STAFF_CHAT=-1, start otklik run and add the bot to the team's group: it will tell you the id.
        [VK_TOKEN] In VK: Manage → API usage → Access tokens → Create token. Tick community management, messages and wall, and copy the token to VK_TOKEN.
        [VK_GROUP_ID] The community's id is digits without a minus. See it in VK: Manage → Settings → Page address (club123 means 123).
       *[other] Fix { $name }: .env.example explains every setting.
    }
doctor-settings-file-missing = There is no .env file in the folder { $folder }.
    .mend = Go to the folder where it lies, or make one: cp .env.example .env
doctor-settings-names-near = { $name } in .env: there is no such setting, so the line has no effect.
    .mend = It looks like a typo. Perhaps { $meant } was meant.
doctor-settings-unbuilt-some = These settings have no effect yet, that part of the program isn't ready: { $names }.
    .mend = Keep or remove them: they do no harm.
doctor-settings-communities-none = The bot listens to nobody: no community is set.
    .mend = Set VK_GROUP_ID and VK_TOKEN: the VK community's id and its token (Manage → API usage → Access tokens).

## Database

doctor-database-newest = The database is fine: { $where }
doctor-database-new = The database will be made at the first start: { $where }
doctor-database-none = The database is empty and will be prepared at the start: { $where }
doctor-database-older = The database is of an earlier version and will be brought up to date at the start: { $where }
doctor-database-unknown = The database was made by a newer version of the program: { $where }
    .mend = Update the program, or name another database in DATABASE_URL.
doctor-database-foreign = The database belongs to another program: { $where }
    .mend = Name another file or another database in DATABASE_URL.
doctor-database-unusable = The database can't be opened ({ $why }): { $where }
    .mend = Check DATABASE_URL. For SQLite it must be this program's own file; for PostgreSQL the server must be running and let this name and password in.
doctor-database-unwritable = The database file can't be written to: { $where }
    .mend = Let the user who runs the bot write to this file.
doctor-database-no-place = There is no place for the database, nothing can be written here ({ $why }): { $where }
    .mend = Allow writing to this folder, free some disk space, or name another folder in DATABASE_URL.
doctor-database-no-driver = PostgreSQL needs an extra that isn't installed.
    .mend = Install it: pip install 'otklik[postgres]'

## Clock

doctor-clock-ok = This computer's clock is right.
doctor-clock-fast = This computer's clock is { $minutes } min fast: the times told to customers will be wrong.
    .mend = Let the clock set itself: sudo timedatectl set-ntp true (with Docker, on the server itself).
doctor-clock-slow = This computer's clock is { $minutes } min slow: the times told to customers will be wrong.
    .mend = Let the clock set itself: sudo timedatectl set-ntp true (with Docker, on the server itself).
doctor-hours-open = It is { $time } ({ $zone }), working time.
doctor-hours-closed = It is { $time } ({ $zone }), outside working time. Work starts again: { $opens }.
doctor-hours-never = It is { $time } ({ $zone }), and there is no working hour for a year ahead.
    .mend = Check WORKING_HOURS and HOLIDAYS: it seems every working day is a holiday.

## Telegram

doctor-telegram-token-ok = Telegram: the token is accepted, the bot is { $name }.
doctor-telegram-token-refused = Telegram doesn't accept TELEGRAM_TOKEN.
    .mend = In Telegram, open @BotFather, send /token, choose the bot and copy the whole token to TELEGRAM_TOKEN.
doctor-telegram-server-away = Telegram doesn't answer.
    .mend = Check whether this computer is online and can reach api.telegram.org. If it can't, name a Bot API server of your own in TELEGRAM_API_URL.
doctor-telegram-server-busy = Telegram asks us to wait: there were too many requests.
    .mend = Wait a minute and check again.
doctor-telegram-server-odd = Telegram's answer makes no sense ({ $why }).
    .mend = Check TELEGRAM_API_URL: it doesn't seem to be Telegram at that address.
doctor-telegram-chat-ok = The team's group: { $title }
doctor-telegram-chat-placeholder = The team's group isn't set yet (STAFF_CHAT=-1).
    .mend = Start otklik run and add { $name } to the team's group: it will tell you the group's id. Write it into STAFF_CHAT and start again.
doctor-telegram-chat-moved = The team's group has become a supergroup: its id is now { $new }, no longer { $old }.
    .mend = Set STAFF_CHAT={ $new }
doctor-telegram-chat-unknown = Telegram doesn't know the group { $id } from STAFF_CHAT, or the bot isn't in it.
    .mend = Add { $name } to the team's group and check the id: while the bot is running, /id in the group shows it. It usually starts with -100.
doctor-telegram-chat-outside = The bot isn't in the group { $id }: it was never added, or was removed.
    .mend = Add { $name } to the group and make it an administrator. If it was banned, take it off the list first: Edit → Removed users.
doctor-telegram-chat-channel = STAFF_CHAT={ $id } is a channel; a group is needed.
    .mend = Make a group for the team, add { $name } to it and set its id.
doctor-telegram-forum-ok = Topics are on in the group: each case will have its own.
doctor-telegram-forum-off = Topics are off in the group: the cards will come one after another in one stream.
    .mend = To give each case a topic of its own: group settings → Edit → Topics. The group's id may change; if it does, check again.
doctor-telegram-admin-ok = The bot is an administrator of the group and sees everything in it.
doctor-telegram-admin-needed = The bot isn't an administrator of the group and can't make topics.
    .mend = Group settings → Administrators → Add administrator → { $name }, with the right “Manage topics”.
doctor-telegram-admin-missing = The bot isn't an administrator of the group: it learns late who has joined or left the team.
    .mend = Group settings → Administrators → Add administrator → { $name }.
doctor-telegram-topics-ok = The bot can make topics.
doctor-telegram-topics-missing = The bot has no right to make topics: cases won't reach the team.
    .mend = Group settings → Administrators → { $name } → switch “Manage topics” on.
doctor-telegram-privacy-ok = Privacy mode is off: the bot sees every message in the group.
doctor-telegram-privacy-on = Privacy mode is on: in the group the bot sees only replies to itself, the team's notes won't reach it.
    .mend = Make the bot an administrator of the group. Or send @BotFather /setprivacy, choose { $name }, then Disable, remove the bot from the group and add it again.
doctor-telegram-webhook-ok = Telegram sends updates to { $url }
doctor-telegram-webhook-unset = Telegram will be told where to send updates at the start: otklik run.
doctor-telegram-webhook-polled = The bot will ask Telegram for updates itself.
doctor-telegram-webhook-foreign = At the moment Telegram sends this bot's updates elsewhere: { $place }. At the start it will be replaced by the address in PUBLIC_URL.
    .mend = If that is your earlier address, all is well. If another program uses this token, make a separate bot: @BotFather, /newbot.
doctor-telegram-webhook-taken = At the moment Telegram sends this bot's updates to { $place }. PUBLIC_URL is empty, so the start will take that address away.
    .mend = If that is your earlier address, all is well. If another program uses this token, make a separate bot: @BotFather, /newbot.
doctor-telegram-webhook-failing = Telegram can't deliver updates, { $waiting } are waiting. It says: { $why }
    .mend = Check that the bot is running and that { $url } can be reached from the internet over HTTPS with a proper certificate.
doctor-telegram-managers-ok = When something is overdue, the bot will write in private to: { $names }.
doctor-telegram-managers-none = No managers are set: only the group will hear of what is overdue.
    .mend = List the managers' ids in MANAGERS, separated by commas. Each of them can find theirs by sending the bot /id.
doctor-telegram-managers-far = { $who }: the bot can't write in private, it will call them only in the group.
    .mend = Let this person open https://t.me/{ $bot } and press Start, or Unblock if they have blocked the bot.
doctor-telegram-members-outside = { $who }: not in the team's group, so buttons won't work for this person.
    .mend = Add this person to the group, or take the id out of MANAGERS and OWNERS.

## VK

doctor-vk-key-ok = VK: the community's token is accepted.
doctor-vk-key-refused = VK doesn't accept VK_TOKEN (error { $code }).
    .mend = Create a new token: Manage → API usage → Access tokens → Create token. Tick community management, messages and wall, and copy all of it.
doctor-vk-key-expired = VK_TOKEN has expired (error { $code }).
    .mend = Create a new token: Manage → API usage → Access tokens → Create token. Tick community management, messages and wall.
doctor-vk-key-kind = The token in VK_TOKEN isn't a community's but a person's or an application's (error { $code }).
    .mend = A community's token is needed: Manage → API usage → Access tokens → Create token. A person's belongs in VK_USER_TOKEN, an application's in VK_SERVICE_TOKEN.
doctor-vk-key-captcha = VK wants to be sure that a person uses the token (error { $code }).
    .mend = Log in to VK as an administrator of the community, pass the check, and create a new token.
doctor-vk-key-busy = VK asks us to wait: there were too many requests (error { $code }).
    .mend = Wait a little and check again.
doctor-vk-key-address = VK doesn't let this computer in: the token works only from other addresses (error { $code }).
    .mend = Add this computer's address to those allowed for the token, or create a token without that limit.
doctor-vk-key-odd = VK refused VK_TOKEN (error { $code }).
    .mend = Create a new token: Manage → API usage → Access tokens. What the error means: https://dev.vk.com/en/reference/errors
doctor-vk-server-away = VK doesn't answer.
    .mend = Check whether this computer is online, and the address in VK_API_URL.
doctor-vk-server-odd = VK's answer makes no sense ({ $why }).
    .mend = Check VK_API_URL: it doesn't seem to be VK at that address.
doctor-vk-community-ok = The community: { $name }
doctor-vk-community-other = VK_TOKEN belongs to another community ({ $name }, id { $id }), while VK_GROUP_ID says { $wanted }.
    .mend = If that is the one you mean, set VK_GROUP_ID={ $id }. If not, create a token in your own community: Manage → API usage → Access tokens.
doctor-vk-rights-ok = The token has all the rights it needs: management, wall, messages.
doctor-vk-wall-missing = The token has no right to the wall: the bot can't answer comments.
    .mend = Create a new token with the right to the wall: Manage → API usage → Access tokens → Create token. A right can't be added to a token you have.
doctor-vk-manage-missing = The token has no right to manage the community: the bot won't learn of new comments.
    .mend = Create a new token with the right to manage the community: Manage → API usage → Access tokens → Create token. A right can't be added to a token you have.
doctor-vk-messages-missing = The token has no right to messages: the bot can't write to customers in private.
    .mend = If you need that, create a new token with the right to messages: Manage → API usage → Access tokens → Create token.
doctor-vk-long-poll-on = The bot will ask VK for updates itself (long poll is on).
doctor-vk-long-poll-off = The bot will ask VK for updates itself: long poll will be switched on at the start.
doctor-vk-callback-ok = VK sends updates to { $url }
doctor-vk-callback-wait = VK is checking the address { $url } right now.
doctor-vk-callback-absent = VK will be told where to send updates at the start: otklik run.
doctor-vk-callback-by-hand = VK sends updates to a server added by hand.
doctor-vk-callback-unconfigured = VK hasn't confirmed the address { $url } yet.
    .mend = Start otklik run: the bot will confirm it.
doctor-vk-callback-failed = VK couldn't deliver updates to { $url }
    .mend = Check that this address can be reached from the internet over HTTPS with a proper certificate, and start otklik run: the bot will connect it again.
doctor-vk-callback-full = The community has 10 Callback API servers already, there is no room for the bot's.
    .mend = Remove one you don't need: Manage → API usage → Callback API.
doctor-vk-callback-none-by-hand = VK_CONFIRMATION is set, but no Callback API server is confirmed: no updates will arrive.
    .mend = Check the server: Manage → API usage → Callback API → Confirm. Or empty VK_CONFIRMATION: the bot will ask for updates itself.
doctor-vk-service-key-ok = VK: the service token reads the wall.
doctor-vk-service-key-refused = VK_SERVICE_TOKEN can't read the wall (error { $code }).
    .mend = Copy the service token from the application's settings on id.vk.com again. It can't read a closed community: in that case remove it and set VK_USER_TOKEN.
doctor-vk-user-key-ok = VK: the administrator's token reads the wall.
doctor-vk-user-key-refused = VK_USER_TOKEN can't read the wall (error { $code }).
    .mend = Get a new one from an administrator of the community, or remove it: it isn't required.
doctor-vk-reading-none = Should the connection break while an answer is sent, the bot can't check whether it went out: it will ask a person.
    .mend = Not required, but handy: make an application on id.vk.com and write its service token into VK_SERVICE_TOKEN.

## What it comes to

doctor-summary-comments-auto = Comments on the VK wall: the bot answers at once, the team gets a card.
doctor-summary-comments-approve = Comments on the VK wall: the team gets a card, the bot answers when they allow it (ACK=approve).
doctor-summary-comments-off = Comments on the VK wall: the team gets a card, the bot itself doesn't answer (ACK=off).
doctor-summary-comments-dry = Comments on the VK wall: a dry run, customers see nothing (DRY_RUN=true).
doctor-summary-comments-escalated = Comments on the VK wall: the bot will show them to the team but can't answer.
    .mend = Fix the lines marked “✗” above first.
doctor-summary-comments-unheard = Comments on the VK wall: the bot won't hear of them.
    .mend = Fix the lines marked “✗” above first.
doctor-summary-places-unheard = Discussions, photos, videos and products: the bot doesn't hear these yet; in private messages it hears only customers invited from a case.
    .mend = Look there yourselves: this part of the program isn't ready.
doctor-summary-team-topics = The team: each case comes as a topic of its own.
doctor-summary-team-cards = The team: each case comes as a card in one stream.
doctor-summary-team-none = The team: cases won't reach them.
    .mend = Fix the lines marked “✗” above first.
doctor-summary-overdue-called = When overdue: the bot reminds the group, then the managers in private.
doctor-summary-overdue-group-only = When overdue: the bot reminds only the group.
    .mend = To call the managers too, see the lines about MANAGERS above.
