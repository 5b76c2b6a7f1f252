### What in a reply may hurt: one sentence why, one with a better turn.
### Read on a phone just before publishing, so short and kind.

check-blame = Everybody reads the reproach, and the talk turns to who is at fault. Better your own part: “We should have told you earlier”.
check-excuse = They bought from you, and whose fault it was is no help to them. Better: “This is on us, here is what we are doing”.
check-officialese = It reads like a form letter, with nobody behind it. Say it as you would aloud: “We've read this and will answer today”.
check-impersonal = It sounds as if the mistake made itself and nobody answers for it. Better plainly: “We got this wrong”.
check-empty-sorrow = Being sorry for nothing in particular reads as a brush-off. Name what happened: “Sorry the cake arrived squashed”.
check-bare-demand = Without a reason this feels like an interrogation. Say what for: “So that we can find the order, could you tell us its number?”
check-private-data = Everybody will see this. Send it as a private message, and say here that you have written.
    .third = This is another person's data, and everybody will see it. Leave it out: “We have spoken to the courier and will call you ourselves”.
check-brush-off = It sends the customer away, perhaps for good. Better take it on: “We'll ask the delivery service ourselves and answer by tonight”.
check-argument = In a public quarrel the brand loses even when it is right. Better: “We see it differently so far, let's find out together”.
check-humour = Until it is solved, a joke sounds like mockery. Keep it for the happy end.
check-too-long = Few will read to the end. Keep what happened, what you are doing, and by when.
check-boilerplate = You answered somebody almost the same lately, and people notice. Add what only this story has.
check-nothing-concrete = The main thing is missing. Say what happened, what you are doing and when it will be done.
    .empty = There is neither feeling nor a deed in it. Say you are sorry, what you will do and when: “Sorry you waited. We'll refund you today”.
    .kind = It is kind, but what happens next is not clear. Name a step and a time: “We'll bring a new cake today by 18:00”.
    .cold = There is a solution, but no feeling. Begin with that: “We know how upsetting a party without a cake is”.
check-no-name = A reply without a name reads like a mailing. Address the person by name.
check-heat = This sounds heated. Wait a few minutes and read it again, calmer words usually turn up.
    .shout = Capitals and “!!” read as shouting. Write the same in ordinary letters with one full stop.
    .insult = This was written in anger. Wait a few minutes, then write about the matter, not the person.
check-profanity = Rude words from a brand live on in screenshots. Take this one out and speak only of the matter.
check-unfilled-slot = A gap of the template is still open. Fill it in or take it out.
check-mention = A mention calls people here who did not ask for it. Use the plain name instead.
check-link = A link under a complaint looks like an advert or a brush-off. Say the main thing in words and send the link in private.
check-language = The customer wrote in another language. Answer in theirs, if only briefly.
