### What the staff see in their chat. Short lines: they are read on a phone.
### <b>…</b> is allowed in the text; values come in already safe.

moment-today = { $time }
moment = { $date }, { $time }
span-days = { $count } d
span-hours = { $count } h
span-minutes = { $count } min
span-seconds = { $count } s

mark-complaint = 🔴
mark-question = 🔵
mark-suggestion = 🟣
mark-praise = 🟢
mark-unclear = 🟡
mark-abuse = ⚫
mark-spam = ⚪
mark-other = ⚪

kind-complaint = Complaint
kind-question = Question
kind-suggestion = Suggestion
kind-praise = Praise
kind-unclear = Not sure, please have a look
kind-abuse = Abuse
kind-spam = Spam
kind-other = Small talk

theme-delivery = delivery
theme-waiting = waiting
theme-staff = staff
theme-quality = quality
theme-price = price and payment
theme-app = app and website
theme-other = other

somebody = Someone
quoted = “{ $text }”
case-number = #{ $id }
no-text = (no text)
where-vk-wall = comment on VK
attachments = 📎 { $named }
attachment-photo = photo
attachment-video = video
attachment-audio = audio
attachment-doc = file
attachment-link = link
attachment-sticker = sticker
attachment-market = product
attachment-graffiti = drawing
attachment-other = attachment

earlier = 🕘 Before ({ $when }): “{ $text }” — { $ended }

outcome-fixed = fixed
outcome-compensated = compensated
outcome-explained = explained
outcome-their_mistake = mix-up on the customer's side
outcome-unconfirmed = not confirmed
outcome-emotion = just emotions

status-open = still open
status-resolved = resolved
status-noted = needed no answer

ack-posted = ✅ First reply posted: “{ $text }”
ack-leaving = 📤 First reply going out: “{ $text }”
ack-withdrawn = ➖ First reply not sent: no longer needed
ack-stuck = ⚠️ Trouble with the first reply: “{ $text }”
ack-none = ➖ No first reply: { $why }
no-ack-abuse = this is abuse
no-ack-spam = this is spam
no-ack-small-talk = nothing to answer
no-ack-talks-to-another = the customer is talking to another customer
no-ack-switched-off = first replies are off
no-ack-author-had-one = this person got one under this post recently
no-ack-stale = the comment is old, your call
no-ack-approval = waiting for you to press “Acknowledge”
no-ack-ceiling = too many comments at once, your call
no-ack-comment-gone = the comment is already deleted

line-became-a-case = ➡️ Now a case of its own
comment-deleted = 🗑 Comment deleted
card-resolved = 🏁 Outcome: <b>{ $outcome }</b> · { $who }, { $when }
card-noted = No answer needed
card-due = ⏳ Reply by { $when }
card-overdue = 🔥 The reply is overdue, it was due { $when }
card-answered = 💬 Answered, please set the outcome
card-taken = 👤 On it: <b>{ $who }</b>
card-free = 👤 Nobody has taken it yet
card-ask-due = 🕊 We'll ask to update the review: { $when }
card-asked = 🕊 Asked to update the review: { $when }

result-updated = 🕊 Comment changed after we asked
result-removed = 🕊 Comment deleted after we asked
result-thanked = 🕊 The customer said thanks after we asked
result-answered = 🕊 The customer wrote again after we asked
result-worse = 🕊 The customer complained again after we asked

button-take = ✋ Take
button-release = Back to queue
button-reply = ✍️ Reply
button-more = More…
button-kind = Change type
button-escalate = 🆘 Call a manager
button-resolve = 🏁 Outcome
button-history = History
button-reopen = Reopen
button-make-a-case = Make a case
button-acknowledge = 💬 Acknowledge
button-publish = ✅ Publish
button-discard = Discard
button-undo = ↩️ Undo
button-retry = 🔁 Send again
button-posted = Already posted
button-approve = Send
button-reject = Don't send
button-back = ‹ Back
button-comment = Comment
button-topic = Open case
button-yes-answered = Yes, it is
button-kind-complaint = Complaint
button-kind-question = Question
button-kind-suggestion = Suggestion
button-kind-praise = Praise
button-kind-abuse = Abuse
button-kind-spam = Spam
button-kind-other = Small talk
button-outcome-fixed = Fixed
button-outcome-compensated = Compensated
button-outcome-explained = Explained
button-outcome-their_mistake = Customer's mix-up
button-outcome-unconfirmed = Not confirmed
button-outcome-emotion = Just emotions

draft-prepared = 📝 This is what everyone will see. Publish?
draft-held = ⏱ Goes out at { $at }. You can still undo.
draft-leaving = 📤 Sending…
draft-sent = ✅ Published: { $link }
draft-unclear = ❓ VK didn't confirm it was sent
draft-failed = ⛔ Not published
draft-rehearsed = 🎭 Dry run: the customer won't see this
draft-discarded = 🗑 Discarded

problem-vk-busy = VK asks us to wait a moment. It will go out by itself.
problem-vk-flood = VK thinks we post too often. It will go out by itself in a couple of minutes.
problem-vk-limit = VK won't let the community comment for now: the limit is used up. We'll try again in half an hour.
problem-vk-away = VK is down right now. It will go out as soon as VK is back.
problem-vk-captcha = VK wants proof that a human is writing. Reply in the community yourself and press “Already posted”.
problem-vk-key = VK didn't accept the community key, or the key lacks rights. Check VK_TOKEN.
problem-vk-closed = VK won't let us reply here: the comment is deleted or comments are closed.
problem-vk-unrevised = VK doesn't let us change this reply: it was deleted, or too much time has passed. The customer sees the old text.
problem-vk-revise-yourself = VK wants proof that a person is writing. Change the reply in the community yourself.
problem-vk-gone = VK can't find this post or comment.
problem-vk-links = This community doesn't allow links in comments. Take the link out and reply again.
problem-vk-error = VK refused (error { $detail }).
problem-loyalty-refused = The loyalty program refused this compensation. Choose another one.
problem-loyalty-settings = The loyalty program didn't accept the request: wrong address or secret. Check webhook and secret in otklik.toml.
problem-loyalty-answer = The loyalty program's answer makes no sense. Look there whether a code was issued, and pass it on by hand.
problem-loyalty-away = The loyalty program is down right now. We'll try again by ourselves.
problem-loyalty-given-up = The loyalty program gave no answer for a whole day, and we've stopped asking. Choose the compensation again once it works.
problem-loyalty-no-codes = No codes are left for this compensation, or their file can't be read. Add codes to the file and choose it again.
problem-left-before-the-edit = ✏️ The edit came too late: the reply went out as it was.

heard = 💬 <b>{ $who }</b> adds: “{ $text }”
edited = ✏️ <b>{ $who }</b> edited the comment.
    Before: “{ $before }”
    Now: “{ $after }”
edited-private = ✏️ <b>{ $who }</b> changed a private message.
    Before: “{ $before }”
    Now: “{ $after }”
edited-after-ask = 🕊 <b>{ $who }</b> edited the comment after we asked.
    Before: “{ $before }”
    Now: “{ $after }”
deleted-by-customer = 🗑 <b>{ $who }</b> deleted their comment: “{ $text }”
deleted-by-other = 🗑 The customer's comment (<b>{ $who }</b>) was deleted by somebody else: “{ $text }”
deleted = 🗑 The customer's comment (<b>{ $who }</b>) was deleted: “{ $text }”
deleted-after-ask = This was after we asked to update the review.
added-below = 🕊 <b>{ $who }</b> adds: “{ $text }”

said-by-hand = 📣 A colleague replied directly in the community: “{ $text }”
said-ack = 📣 First reply posted: “{ $text }”
said-reply = 📣 Published: “{ $text }”
said-ask = 🕊 Asked to update the review: “{ $text }”
said-ask_reminder = 🕊 Reminded about the review, for the last time: “{ $text }”
said-correction = 🕊 Asked to correct the comment: “{ $text }”
purpose-ack = first reply
purpose-reply = reply
purpose-ask = request to update the review
purpose-ask_reminder = reminder about the review
purpose-correction = request to correct the comment
would-say = 🎭 Dry run. This would go out now ({ $purpose }): “{ $text }”

history = <b>Case history</b>
history-left-out = … (lines left out: { $count }) …
story-CustomerSpoke = customer wrote: “{ $detail }”
story-CustomerEdited = customer edited what they wrote: “{ $detail }”
story-CommentDeleted = comment deleted: “{ $detail }”
story-CommentRestored = the comment is back: “{ $detail }”
story-BrandSpoke = a colleague replied directly: “{ $detail }”
story-BrandSpokeNearby = a colleague wrote under the post: “{ $detail }”
story-ColleagueConfirmed = { $who }: that was the reply to the customer
story-AcknowledgementOrdered = { $who } sent the first reply
story-Taken = { $who } took the case
story-Released = { $who } put the case back in the queue
story-KindCorrected = { $who } changed the type: { $detail }
story-EscalationAsked = { $who } called a manager
story-ReplyAsked = { $who } started a reply
story-NoteWritten = note, { $who }: “{ $detail }”
story-DraftWritten = draft, { $who }: “{ $detail }”
story-DraftEdited = draft edited, { $who }: “{ $detail }”
story-Published = { $who } decided to send the reply
story-Undone = { $who } pressed “Undo”
story-Discarded = { $who } discarded the draft
story-RetryOrdered = { $who } pressed “Send again”
story-PostedByHand = { $who }: already posted
story-Sent-ack = first reply posted: “{ $detail }”
story-Sent-reply = reply posted: “{ $detail }”
story-Sent-ask = request to update the review posted: “{ $detail }”
story-Sent-ask_reminder = reminder about the review posted: “{ $detail }”
story-Sent-correction = request to correct the comment posted: “{ $detail }”
story-SendRefused = not published: { $detail }
story-SendLeftUnclear = unclear if it was sent; staff were asked
story-Resolved = { $who }, outcome: { $detail }
story-Reopened = { $who } reopened the case
story-CorrectionApproved = { $who } approved asking to correct the comment
story-CorrectionRejected = { $who } decided not to ask for a correction
story-Remind = staff reminded
story-PingManager = managers pinged
story-ask-withheld = not asking to update the review: { $detail }
story-kept-as-note = kept as a note: “{ $detail }”
withheld-no-complaint = it's not a complaint
withheld-comment-gone = the comment is gone
withheld-asked-before = already asked
withheld-updated-already = the comment has already changed
withheld-outcome = we don't ask after this outcome
withheld-switched-off = asking is off
withheld-cap = this person was asked recently
withheld-manager = a manager decided against it

write-your-reply = ✍️ { $who }, reply to this message with your answer for the customer (<b>{ $customer }</b>). I'll show you how it looks first.
ping-asked = 🆘 { $who } needs your help.
ping-waits = <b>{ $who }</b> is waiting: “{ $text }”
ping-by-name = 🔥 { $who }, your help is needed: a customer is waiting for a reply (overdue by { $late }). I can't message you directly: open a chat with me and press /start.
manager = Manager
now = 0 min
whether-sent = ❓ VK didn't confirm this was posted ({ $purpose }). Please look under the comment and press what fits.
    “{ $text }”
was-refused = ⛔ Not posted ({ $purpose }). { $why }
    The text, if you'd like to post it yourself:
    “{ $text }”
whose = 📣 A colleague wrote under the post without replying to anyone: “{ $text }”
    Is it the reply to the customer in this case?
offer-correction = 🕊 It was a mix-up on the customer's side (<b>{ $who }</b>). Gently ask to correct the comment? A manager decides.
feed = Feed

answer-taken = The case is yours
answer-already-yours = You already have this case
answer-taken-by-another = Already on it: { $name }
answer-released = The case is free again
answer-already-free = The case is already free
answer-write-the-reply = Reply to my message below
answer-escalated = Managers have been messaged
answer-already-escalated = The managers know already
answer-no-managers = No managers in the settings
answer-here-it-is = History is below
answer-menu-more = More
answer-menu-kind = What is it really?
answer-menu-outcome = How did it end?
answer-kind-set = Type changed
answer-kind-already = It already has this type
answer-resolved = Outcome saved
answer-reopened = The case is open again
answer-case-open = The case is already open
answer-case-resolved = The case is already resolved
answer-case-noted = Not a case yet. Make it one first
answer-acknowledged = First reply is going out
answer-already-acknowledged = There already was a first reply
answer-comment-gone = The comment is gone
answer-counted-as-answer = Counted as the reply
answer-nobody-waits = The customer already has a reply
answer-leaves-soon = Going out soon. You can still undo
answer-leaves-now = Sending
answer-undone = Undone, nothing was sent
answer-too-late-to-undo = Too late: it's already out
answer-nothing-to-undo = Nothing to undo
answer-discarded = Draft discarded
answer-already-discarded = Draft already discarded
answer-already-publishing = Already being sent
answer-already-published = Already published
answer-use-retry = Press “Send again”
answer-may-not-speak = You can see cases but not post for the brand
answer-no-such-draft = No such draft
answer-no-such-message = No such message
answer-on-its-way = Already on its way
answer-message-sent = Already posted
answer-message-withdrawn = No longer needed
answer-sending-again = Sending again
answer-counted-as-posted = Marked as posted
answer-managers-only = A manager decides this
answer-already-decided = Already decided
answer-correction-sent = The request is going out
answer-correction-rejected = Okay, not sending
answer-no-such-case = No such case
answer-not-here = This button only works in the staff chat
answer-staff-only = This button is for staff only
answer-unknown-button = This button no longer works

your-ids = Chat: { $chat }
    You: { $user }
start-manager = Hello, { $name }! Overdue cases and calls for help will come here. There's nothing else to do.
start-other = Hello, { $name }! I help the { $brand } team answer customers. To get overdue cases here, add your id { $user } to the MANAGERS setting.
greeting = Hello! I don't know this chat yet. To get customers' comments here, put STAFF_CHAT={ $chat } into the settings and restart me.
help = <b>How to answer customers</b>
    “Take”: the case is yours, and the others see it.
    To answer a customer, reply to the card or to the customer's message. I'll show you how it will look and post it only after “Publish”.
    Any other message in the topic is a note for the team; the customer won't see it.
    “Outcome”: the case is done and its topic closes.
    “Promise a date”: the customer learns when to expect it; “Put off”: I'll remind you later.
    /queue: open cases, /mine: yours; /away: don't call me, /back: here again.
    “Library”: where a reply can start; “Invite to messages”: for numbers, addresses and phones.
    /find words: find a case; /note: a note, where there are no topics.
    /id: this chat's id and yours.

## Deadlines

when-today = today, { $time }
when-tomorrow = tomorrow, { $time }
when-weekday = { $day }, { $time }
overdue-by = 🔥 overdue by { $late }
due-at = ⏳ by { $when }

timer-reply = the reply
timer-silent = a reply from whoever took the case
timer-promise = the promise
timer-outcome = the outcome
timer-limit = the final deadline for a reply
timer-begun = { $timer }: by { $when }
timer-moved = { $timer }: now by { $when }
timer-stopped = { $timer }: no longer due
why-Sent = the reply is out
why-SendRefused = the reply was not published
why-SendDelayed = the reply waits to be sent
why-SendLeftUnclear = nobody knows whether it is out
why-RetryOrdered = it is sent again
why-PostedByHand = the reply is out already
why-Published = the reply is on its way
why-Undone = the sending was undone
why-Discarded = the draft was discarded
why-DraftWritten = there is a draft
why-DraftEdited = the draft was changed
why-BrandSpoke = a colleague replied directly
why-ColleagueConfirmed = a colleague replied directly
why-BrandSpokeNearby = a colleague wrote under the post
why-CustomerSpoke = the customer wrote again
why-CustomerEdited = the customer edited what they wrote
why-CommentDeleted = the comment was deleted
why-CommentRestored = the comment was restored
why-KindCorrected = the type was changed
why-AcknowledgementOrdered = the first reply was sent
why-Taken = somebody took the case
why-Released = the case went back to the queue
why-TimePassed = time ran out
why-Resolved = the outcome was recorded
why-Reopened = the case was reopened
why-PromiseGiven = the customer was given a date
why-Snoozed = the case was put off
why-EscalationAsked = a manager was called
why-CorrectionApproved = a correction was asked for

warn-reply = ⏳ The customer expects an answer by { $when }: { $left } left.
warn-promise = 🤝 We promised the customer to have it done by { $when }: { $left } left.
warn-outcome = 🏁 The case should be settled by { $when }: { $left } left.
warn-silent = 👤 { $who }, the customer has no answer yet. Soon the case goes back to the queue.
late-reply = ⏰ The reply is overdue by { $late }.
late-promise = 🤝 The date we promised the customer passed { $late } ago.
late-outcome = 🏁 The case still has no outcome; it was due { $late } ago.
late-limit = 🚨 The customer has been waiting for { $late }.
returned-to-queue = 👤 { $who }, there was no answer, so the case is back in the queue. Anybody may take it.
woken-by-time = 🔔 The case was put off until now. Time to come back to it.
woken-by-customer = 🔔 The case was put off, but the customer has written again.
when-promise = 🤝 { $who }, by when do we promise it? Tap, or reply to this message: “by Friday”, “tomorrow 12:00”, “Dec 15 14:00”, “in 2 hours”.
when-snooze = 💤 { $who }, until when shall it wait? Tap, or reply to this message: “in an hour”, “tomorrow”, “Monday 10:00”.
when-unread = 🤔 { $who }, I can't read that date. Please reply once more, for example: “by Friday”, “tomorrow 12:00”, “Dec 15 14:00”, “in 2 hours”.
promise-open = 🤝 We promise: { $when }. This is what the customer will see:
promise-open-again = 🤝 The last date didn't hold. We can honestly name a new one: { $when }. This is what the customer will see:
promise-given = 🤝 Promised: { $when }. We are telling the customer:
promise-dropped = 🗑 We don't promise this date.
card-promised = 🤝 Promised to the customer by { $when }
card-promise-late = 🤝 The promised date has passed: { $when }
card-snoozed = 💤 Put off until { $when }
button-promise = 🤝 Promise a date
button-promise-yes = ✅ Promise it
button-promise-other = Another date
button-snooze = 💤 Put off
button-earlier = ‹ More urgent
button-later = More ›
ping-reply = 🔥 The reply is overdue by { $late }.
ping-promise = 🤝 The date we promised passed { $late } ago.
ping-outcome = 🏁 The case has no outcome; it was due { $late } ago.
ping-limit = 🚨 The customer has been waiting for { $late }.
digest = ☀️ <b>Here we go.</b> Waiting for us: { $waiting }.
digest-late = 🔥 Overdue already: { $late }.
digest-more = …and { $count } more. All of them: /queue
digest-broken = ⚠️ Could not be processed: { $count }. Details: otklik failed
queue-title = <b>Open cases</b>, the most urgent first ({ $page } of { $pages })
queue-empty = No open cases.
mine-title = <b>Your cases</b>, the most urgent first ({ $page } of { $pages })
mine-empty = You have no cases at the moment.
away = { $who }, have a good rest. Cases back in the queue: { $count }. I won't call you; when you return, write /back.
away-free = { $who }, have a good rest. I won't call you; when you return, write /back.
back = { $who }, welcome back! I'll call you again when you are needed.
back-already = { $who }, you weren't away.
said-promise = 🤝 The customer was given a date: “{ $text }”
purpose-promise = the promise of a date
story-Sent-promise = the customer was given a date: “{ $detail }”
story-PromiseGiven = { $who } promised the customer: { $detail }
story-PromiseDropped = { $who } decided not to promise { $detail }
story-Snoozed = { $who } put the case off until { $detail }
story-DateUnread = { $who } wrote a date that can't be read: “{ $detail }”
story-Warn = the staff were warned of a deadline
story-ReturnToQueue = the case went back to the queue: there was no reply
story-WakeUp = time to come back to the case that was put off
answer-choose-the-date = Choose the date in the message below, in the case's topic
answer-date-past = That date won't do: it has passed or is too far away
answer-promise-read-back = Have a look at what the customer will see
answer-promised = Promised; we're telling the customer
answer-already-promised = That date is promised already
answer-promise-dropped = We don't promise it
answer-snoozed = The case is put off
answer-already-snoozed = It is put off until then already
ping-by-name-asked = 🆘 { $who }, { $by } is asking for you. I can't write to you in private: open a chat with me and press /start.
problem-promise-late = The date passed before the message could leave, so the customer was not told of it. Please name a new one.
answer-promise-anew = Name the date anew: the old one may have passed
answer-out-of-date = No longer needed: the case has moved on
answer-correction-after-a-gift = The customer has just been compensated: ask a day later
draft-cooling = 🧊 Goes out at { $at }: it sounds heated. Another colleague may publish it at once.
objection-warns = ⚠️
objection-blocks = ⛔
and-words = ”, “
objection-about = “{ $words }”: { $advice }
objections-more = …and { $count } more
objections-only = { $mark } Remarks on the text: { $count }
answer-cools-down = Let it cool down. Another colleague may release it at once
story-overruled = let through in spite of the check: { $detail }
rule-blame = blaming the customer
rule-excuse = an excuse
rule-officialese = officialese
rule-impersonal = guilt without a person
rule-empty_sorrow = empty sorrow
rule-bare_demand = a demand without a reason
rule-private_data = private data
rule-brush_off = brushing off
rule-argument = arguing with the customer
rule-humour = an untimely joke
rule-too_long = too long
rule-boilerplate = boilerplate
rule-nothing_concrete = nothing concrete
rule-no_name = no name
rule-heat = written in heat
rule-profanity = rude words
rule-unfilled_slot = an unfilled slot
rule-mention = a mention
rule-link = a link
rule-language = another language
