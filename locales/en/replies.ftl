### What staff see while they prepare a reply: a second look, texts to start from, private messages, gifts, search.
### <b>…</b> is allowed in a text; values arrive safe.

button-private = 🔒 Customer only
button-send-private = 🔒 Send to the customer
button-posted-private = Already sent
button-revise = ✏️ Correct the reply
button-keep = ⭐ Save to library
button-copy = 📋 Copy the text
button-texts = 📚 Library
button-dm = 🔒 Invite to messages
button-compensate = 🎁 Compensation
button-detail-order = Order number
button-detail-phone = Phone
button-detail-address = Address
button-detail-payment = Payment
button-detail-other = Something private
button-approve-draft = ✅ Approve
button-reject-draft = Hold it back
button-approve-gift = ✅ Approve
button-reject-gift = Refuse

draft-awaiting = 🙋 Needs a second look. <b>{ $who }</b> would like to publish it.
draft-prepared-private = 🔒 Only the customer will see this. Send?
draft-awaiting-private = 🔒🙋 Only the customer will see this. Needs a second look: <b>{ $who }</b> would like to send it.
draft-held-private = 🔒⏱ Goes out to the customer alone at { $at }. You can still undo.
draft-cooling-private = 🔒🧊 Goes out to the customer alone at { $at }: it sounds heated. Another colleague may send it at once.
draft-leaving-private = 🔒📤 Sending to the customer alone…
draft-sent-private = 🔒 Sent in private
draft-unclear-private = 🔒❓ VK didn't confirm that the private message was sent
draft-failed-private = 🔒⛔ The private message was not sent
draft-of-the-library = 📚 From the library. To change it, copy the text and send your own as a reply to this message.
draft-revision = ✏️ You changed your message. The new text:
file-stays = 📎 This file stays here: only photos can go with a reply.
not-shown = ✂️ Characters that did not fit: { $count }.
not-shown-above = ✂️ Characters that did not fit: { $count }. The whole text is in the message this one answers.
not-shown-in-private = ✂️ Characters that did not fit: { $count }. Please read the whole text in the staff chat and decide there.
photo-goes = 📎 The photo goes along with the text.
photo-stays = 📎 The photo stays here: VK doesn't let a community add photos to comments. Only the text goes out.

problem-vk-private = The customer doesn't allow private messages. Use “Invite to messages”, or answer in public.
problem-vk-long = That's too long for one message. Shorten it and send it again.
problem-vk-messages = The community's key may not write messages, or they are switched off under “Manage → Messages”. Answer the customer in public.
problem-vk-photo = VK didn't take the photo. Send the reply without it, or with another one.
problem-telegram-slow = Telegram hasn't handed over the photo yet. We'll try again ourselves.
problem-telegram-photo = The photo couldn't be fetched from Telegram. Please send it again.
problem-revision-leaving = ✏️ Correcting…

second-reply = 🙋 { $who } would like a second look at a reply. Could a colleague check it? The buttons are under the reply above.
second-blocked = 🙋 { $who } asks for a manager's decision: the reply has something in it that shouldn't be published. The buttons are under the reply above.
second-gift = 🎁 { $who } asks for a manager's approval: “{ $name }”, { $value }.
decide-draft = 🙋 { $who } asks you to decide. The reply to <b>{ $customer }</b> has something in it that isn't usually published:
    “{ $text }”
decide-draft-private = 🔒🙋 { $who } asks you to decide. The private message to <b>{ $customer }</b> has something in it that isn't usually sent:
    “{ $text }”
decide-gift = 🎁 { $who } asks you to decide. Compensation for <b>{ $customer }</b>: “{ $name }”, { $value }.
closed-back = ↩️ The question is closed: the reply is back with its author.
closed-discarded = 🗑 The question is closed: the reply was discarded.
closed-approved = ✅ The question is closed: the reply was let out.
closed-gift-approved = ✅ The question is closed: the compensation was approved.
closed-gift-refused = ↩️ The question is closed: there will be no such compensation.
told-reply-approved = ✅ { $who }, { $by } approved your reply.
told-reply-rejected = ↩️ { $who }, { $by } held your reply back for now.
told-gift-approved = ✅ { $who }, { $by } approved the compensation.
told-gift-rejected = ↩️ { $who }, { $by } refused the compensation.
told-reason = ↩️ { $who }, here's why { $by } held the reply back: “{ $reason }”
why-rejected = ↩️ { $who }, your reply is held back for now.
    { $by }, please say what to change: reply to this message.

negative-deleted = 🗑 A customer's complaint was deleted by somebody on the community's team. The customer: <b>{ $customer }</b>.
    “{ $text }”
    Deleted by: { $who }
deleted-by = Deleted by: { $who }

gift-sent = 🎁 Sent to the customer in private: “{ $name }”.
gift-refused = ⛔ “{ $name }” was not issued. { $why }
gift-unsent = ⛔ “{ $name }”: there is a code, but the customer hasn't got it. { $why }
gift-late = ⏳ “{ $name }”: no code yet. { $why }
gift-of-anybody = { $name } · { $value }
gift-of-a-manager = { $name } · { $value } 🙋

card-private = 🔒 The conversation goes on in private messages too
card-invited = 🔒 Invited to private messages
card-awaiting = 🙋 A reply waits for a second look. By: { $who }
card-gift-asked = 🎁 “{ $name }”: waiting for a manager
card-gift-granted = 🎁 “{ $name }”: the code is on its way
card-gift-sent = 🎁 “{ $name }”: sent to the customer
card-gift-refused = 🎁 “{ $name }”: not issued

heard-private = 🔒 <b>{ $who }</b> writes in private: “{ $text }”
added-in-private = 🔒 <b>{ $who }</b> adds in private: “{ $text }”
attachment-audio_message = voice message
attachment-wall = post
said-invite = 🔒 Inviting to private messages: “{ $text }”
purpose-private = private reply
purpose-revision = corrected reply
purpose-invite = invitation to private messages
purpose-gift = compensation
where-vk-dialogue = private messages on VK

answer-awaits = Asked for a second look. The deadline keeps running
answer-awaits-already = The reply already waits for a second look
answer-needs-a-second = This needs another person
answer-newcomers-may-not = For now, this is for colleagues with more experience
answer-draft-rejected = The reply is back with its author
answer-add-words = Please add a few words to the reply
answer-revision-heated = The new text sounds heated. Soften it, or let somebody else publish it
answer-reason-in-words = Please say in words what to change
answer-text-changed = The text has changed since. Please look at it in the topic
answer-fill-the-slots = First fill in what's in curly brackets
answer-kept-as-note = { $name }, you don't write on the brand's behalf. Your words are kept with the case as an internal note.
answer-kept-as-note-anonymous = An anonymous administrator can't answer a customer: nobody can see who writes. Kept as a note. Please answer as yourself.
answer-private-already = This conversation is private anyway
answer-invited = The invitation is going out
answer-invited-already = The customer was just invited
answer-tell-in-public-first = First say under the comment that it's solved: the text is ready below
answer-no-such-text = That text isn't in the library any more
answer-text-below = The text is below
answer-text-kept = Saved to the library
answer-gift-granted = On its way
answer-gift-rejected = Refused
answer-gift-already = This case has already been compensated
answer-gift-in-private-only = Codes go out in private only. Invite the customer to messages first
answer-gift-after-an-ask = The customer was just asked about the review. Possible in a day: reviews aren't bought
answer-gift-budget = This month's compensation budget is used up
answer-no-gifts = No compensation is listed in the settings
answer-menu-detail = What do you need to know in private?
answer-menu-texts = Where to start?
answer-menu-gifts = What shall we offer?

story-CustomerSpoke-private = customer wrote in private: “{ $detail }”
story-TextChosen = { $who } took a text from the library
story-ReplyKept = { $who } saved the reply to the library
story-Approved = { $who } approved the reply
story-Rejected = { $who } held the reply back
story-ReasonGiven = { $who }, why it was held back: “{ $detail }”
story-Published-private = { $who } decided to reply in private
story-Invited = { $who } invited the customer to private messages: { $detail }
story-GiftChosen = { $who } suggested a compensation
story-GiftApproved = { $who } approved the compensation
story-GiftRejected = { $who } refused the compensation
story-CodeRefused = compensation not issued: { $detail }
story-gift-granted = compensation: “{ $detail }”
story-Sent-private = reply sent in private: “{ $detail }”
story-Sent-revision = published reply corrected: “{ $detail }”
story-SendRefused-revision = the edit was not published: { $detail }
story-Sent-invite = invitation to private messages published: “{ $detail }”
story-Sent-gift = code sent to the customer in private
detail-order = order number
detail-phone = phone
detail-address = address
detail-payment = payment
detail-other = something else

why-TextChosen = a text was chosen
why-ReplyKept = a reply was saved
why-Approved = the reply was approved
why-Rejected = the reply was held back
why-ReasonGiven = the reason was given
why-Invited = the customer is being invited
why-GiftChosen = a compensation was suggested
why-GiftApproved = the compensation was approved
why-GiftRejected = the compensation was refused
why-CodeCame = there is a code
why-CodeDelayed = the code is not ready yet
why-CodeRefused = there is no code

find-how = Write what to look for: words, a name, the number of a case or an order. For example: /find crushed cake
find-none = Nothing found: “{ $text }”
find-title = 🔎 “{ $text }”: { $count }
find-more = These are the latest { $shown }. Add a word to narrow it down.
find-texts = 📚 Library (tap to copy):
note-how = Reply to a card with this command, or name the case: /note 12 call back tomorrow
note-kept = 📝 Note kept. The customer won't see it.
