### What customers read, in public and in private.
###
### An acknowledgement goes out within a second, before anybody has read the comment: it may say
### that the words have reached us, never that somebody has read them.
###
### No full sentence stands in two wordings: readers of one post would meet it twice.
###
### $name   first name of the customer, or "none"
### $theme  delivery, waiting, staff, quality, price, app, other, none
### $team   who looks into it; may begin with a small letter
### $by     by when, one of the phrases below

## Who and when

our-team = our team
by-today = today by { $time }
by-tomorrow = tomorrow by { $time }
by-weekday = { $day ->
        [mon] on Monday
        [tue] on Tuesday
        [wed] on Wednesday
        [thu] on Thursday
        [fri] on Friday
        [sat] on Saturday
       *[sun] on Sunday
    } by { $time }
by-date = on { $date } by { $time }

## First names that are none

titles-no-names = administrator, administration, admin, moderator, mod, support, customer support, customer service, help desk, helpdesk, operator, manager, consultant, staff, team, employee, director, boss, owner, founder, ceo, official, representative, assistant, editor, bot, robot, courier, shop, store, delivery, anonymous, anon, incognito, unknown, user, guest, customer, client, member, subscriber, follower, somebody, someone, nobody, stranger, name, first name, no name, noname, surname, not specified, deleted, deleted account, deleted user, test, human, person, mister, mr, mrs, ms, miss, sir, madam, mom, mum, dad

## Parts

part-hello = { $name ->
        [none] Hello,
       *[other] Hello { $name },
    }
part-first = { $name ->
        [none] Hi,
       *[other] { $name },
    }
part-between = { $name ->
        [none] ,
       *[other] , { $name },
    }
part-end = { $name ->
        [none] { "" }
       *[other] , { $name }
    }

# after "sorry"
part-that = { $theme ->
        [delivery] the delivery let you down
        [waiting] you were kept waiting
        [staff] our staff let you down
        [quality] the quality was a disappointment
        [price] there was trouble over the price or payment
        [app] the app or the website let you down
       *[other] we let you down
    }
# after "sorry about"
part-for = { $theme ->
        [delivery] the delivery
        [waiting] the wait
        [staff] the way you were treated
        [quality] the disappointing quality
        [price] the trouble over the price or payment
        [app] the trouble with the app or website
       *[other] the bad experience
    }
# after "you are unhappy"
part-because = { $theme ->
        [delivery] because of the delivery
        [waiting] because of the wait
        [staff] because of our staff
        [quality] because of the quality
        [price] because of the price or payment
        [app] because of the app or website
       *[other] because of us
    }
# after "how things went"
part-with = { $theme ->
        [delivery] with the delivery
        [waiting] with the waiting time
        [staff] with our staff
        [quality] with the quality
        [price] with the price or payment
        [app] with the app or website
       *[other] here
    }
# after a noun, with the space before it
part-about = { $theme ->
        [delivery] { " " }about the delivery
        [waiting] { " " }about the waiting time
        [staff] { " " }about our staff
        [quality] { " " }about the quality
        [price] { " " }about the price and payment
        [app] { " " }about the app and website
       *[other] { "" }
    }
part-on = { $theme ->
        [delivery] { " " }on delivery
        [waiting] { " " }on waiting times
        [staff] { " " }about our staff
        [quality] { " " }on quality
        [price] { " " }on prices and payment
        [app] { " " }on the app and website
       *[other] { "" }
    }
# after "idea"
part-as-to = { $theme ->
        [delivery] { " " }for the delivery
        [waiting] { " " }about the waiting times
        [staff] { " " }about our staff
        [quality] { " " }about the quality
        [price] { " " }about prices and payment
        [app] { " " }for the app and website
       *[other] { "" }
    }

## A complaint

ack-complaint-open =
    .w1 = { part-hello } we're very sorry { part-that }. Next, { $team } will look into what happened, and you'll have an answer here { $by }. If there's more to tell, just reply to this.
    .w2 = { $name ->
            [none] We're
           *[other] { $name }, we're
        } sorry about { part-for }. Your message has reached us, and { $team } will find out what went wrong and write to you { $by }. You can add details below at any time.
    .w3 = We don't like to see you unhappy { part-because }, and we're sorry{ part-end }. The answer will come from { $team }, right here, { $by }. Anything you'd like to add can go in a reply.
    .w4 = { part-hello } we're so sorry for how things went { part-with }. It's our turn now: { $team } will check what happened and reply { $by }. Feel free to write more here in the meantime.
    .w5 = We do apologise for { part-for }{ part-end }. Please give us a little time: { $team } will go through it and come back to you { $by }. If anything else matters, tell us underneath.
    .w6 = { part-first } we never wanted you to be upset { part-because }, and we apologise for that. Now { $team } will take a proper look and answer you { $by }. More details are welcome as a reply.
    .w7 = { part-hello } we're sorry to hear that { part-that }. You won't be left without an answer: { $team } will write to you here { $by }. If we should know something else, let us know below.
    .w8 = Things didn't go as they should { part-with }, and for that we're sorry{ part-end }. Let us take it from here: { $team } will check the facts, and a reply will follow { $by }. Should you remember more until then, simply write again.

ack-complaint-closed =
    .w1 = { part-hello } we're truly sorry { part-that }. We're away from work right now; once back, { $team } will look into it and answer you { $by }. You can already leave more details as a reply.
    .w2 = { $name ->
            [none] We'd
           *[other] { $name }, we'd
        } like to say sorry for { part-for }. Nobody is in at the moment, but { $team } will pick this up and reply here { $by }. Write more below whenever you like.
    .w3 = We're sorry you were left upset { part-because }{ part-end }. It's outside our working hours, so you will hear from { $team } { $by }. Meanwhile, anything you add here will be seen.
    .w4 = { part-hello } it's a pity things went this way { part-with }, and we are sorry. As soon as we're back, { $team } will find out what happened; you can expect our reply { $by }. If you'd like to say more, right here is fine.
    .w5 = { part-first } we apologise that { part-that }. We're closed just now, so { $team } will get to it when we return and answer { $by }. A reply with further details would help, if you have any.
    .w6 = Please forgive us for { part-for }{ part-end }. Right now we're off duty, but your message will be waiting for us, and { $team } will respond { $by }. Add to it any time by replying here.
    .w7 = { part-hello } we'd hate for you to stay upset { part-because }; we're sorry. When we're back at work, { $team } will go over it with care, and you'll hear from us here { $by }. Should something else come to mind, just note it below.
    .w8 = { part-first } how it turned out { part-with } is not what you deserve, and we apologise for it. We can't answer straight away, as we're off until working hours, but { $team } will do so { $by }. There's room here for more, if you want to tell us.

## A question

ack-question-open =
    .w1 = { part-hello } we have your question{ part-about }. You'll get an answer from { $team }, right here, { $by }. If you'd like to be more specific, just reply.
    .w2 = { $name ->
            [none] Your
           *[other] { $name }, your
        } question{ part-on } has reached us. To get it right, { $team } will check first and write to you { $by }. You can add more details below.
    .w3 = Your question{ part-about } won't go unanswered{ part-end }. Look out for a reply from { $team } here { $by }. If there's more you'd like to ask, put it right underneath.
    .w4 = { part-hello } let us find out what you want to know{ part-about }. Then { $team } will let you know right here, { $by }. Anything that makes it clearer is welcome as a reply.
    .w5 = { part-first } we see you have a question{ part-on }. The answer will be here { $by }, and it will come from { $team }. Do add to it if there's something else we should know.
    .w6 = We'd like to give you a proper answer{ part-about }{ part-end }. That will take a little checking, which { $team } will do; we'll post it { $by }. You can still add to the question until then.
    .w7 = { part-hello } you've come to the right place with your question{ part-about }. The reply to it will come from { $team }, and you'll read it here { $by }. Feel free to reply with a detail or two.
    .w8 = { part-first } good that you asked{ part-about }. We'll come back to you { $by }, once { $team } can say for sure. If there's a second part to it, write it below.

ack-question-closed =
    .w1 = { part-hello } your question{ part-on } is with us. We're not at work just now; { $team } will answer it here { $by }. Even now, details can be added in a reply.
    .w2 = { $name ->
            [none] We
           *[other] { $name }, we
        } see your question{ part-about }. Once we're back, { $team } will look into it and let you know { $by }. Go ahead and add anything that helps.
    .w3 = We'll answer your question{ part-about }{ part-end }, only not this very minute. Nobody is around at this hour, so { $team } will write { $by }. If you think of more, leave it here.
    .w4 = { part-hello } your question{ part-about } will be waiting when we return. From there { $team } will take it on and reply { $by }. You're welcome to make it more precise below.
    .w5 = { part-first } we've got your question{ part-on }. Outside working hours we can't check, but { $team } will, and you'll have the answer { $by }. If something changes, replying here is enough.
    .w6 = You asked{ part-about }, and you'll get an answer{ part-end }. As we're off right now, it will come from { $team } { $by }. Anything to add fits right under this.
    .w7 = { part-hello } your question{ part-about } has arrived safely. The rest follows in working hours: { $team } will reply { $by }. Meanwhile, write on if there's more you want to know.
    .w8 = { part-first } we don't want to guess{ part-about }, so please bear with us. When we're at work again, { $team } will check and answer you { $by }. A few extra details in a reply can only help.

## A suggestion

ack-suggestion-open =
    .w1 = { part-hello } thank you for the idea{ part-as-to }. Next, { $team } will think it over, and we'll tell you what we make of it { $by }. If you can picture it in more detail, describe it here.
    .w2 = { $name ->
            [none] Thanks
           *[other] { $name }, thanks
        } for sharing your thoughts{ part-about }. You'll hear from { $team } here { $by }. Further thoughts are welcome below.
    .w3 = We like getting suggestions{ part-on }, so thank you for yours{ part-end }. We'll pass it on, and { $team } will reply here { $by }. An example would be great, if you have one.
    .w4 = { part-hello } your suggestion{ part-as-to } is here, and we appreciate it. What can be done with it is for { $team } to consider; we'll write { $by }. Just reply if you'd like to build on it.
    .w5 = { part-first } it's good of you to write to us{ part-about }, thank you. It deserves a real answer, and { $team } will give you one { $by }. Do add whatever comes to mind later.
    .w6 = Thank you for the tip{ part-about }{ part-end }. You can expect a few words back { $by }: { $team } will have a look first. Any detail can simply be added here.
    .w7 = { part-hello } thanks for taking the time to send us a suggestion{ part-as-to }. Let us take a proper look: { $team } will get back to you { $by }. If you've seen it done well somewhere, tell us in a reply.
    .w8 = { part-first } thoughts like yours{ part-on } are a real help, thank you. We'll answer { $by }, once { $team } has weighed it up. Carry on below if there's more to it.

ack-suggestion-closed =
    .w1 = { part-hello } thanks for your suggestion{ part-on }. We're off at the moment; { $team } will read it and reply { $by }. Feel free to expand on it here.
    .w2 = { $name ->
            [none] Your
           *[other] { $name }, your
        } idea{ part-as-to } has arrived, thank you. It will keep until we're back: { $team } will answer you { $by }. Second thoughts are welcome too, just reply.
    .w3 = Thank you for your thoughts{ part-about }{ part-end }. When working hours begin again, { $team } will go through them and write { $by }. Until then, add anything you like below.
    .w4 = { part-hello } we appreciate you writing to us{ part-about }. There's no one in right now, so a reply from { $team } will follow { $by }. If an example comes to mind, leave it here.
    .w5 = { part-first } thank you for the nudge{ part-about }. We'll consider it in working hours, and { $team } will tell you what we think { $by }. More on it is welcome as a reply.
    .w6 = Ideas{ part-as-to } are always welcome{ part-end }, and thank you for this one. Nobody can look at it this minute; { $team } will do that and respond { $by }. You can go on right here.
    .w7 = { part-hello } thanks for speaking up{ part-about }. Once we're at work again, { $team } will give it some thought and reply { $by }. Anything you left out can still go below.
    .w8 = { part-first } thank you for the advice{ part-on }. We're away just now, yet it won't get lost: { $team } will come back to you { $by }. Reply whenever you wish to add something.

## Praise, complaint or irony: it cannot be told

ack-unclear-open =
    .w1 = { part-hello } we can see your message{ part-about }. A person will answer you here { $by }: { $team } will see to it. Reply here if there's more you want to say.
    .w2 = { $name ->
            [none] What
           *[other] { $name }, what
        } you wrote{ part-about } has reached us. It will be read properly, and { $team } will answer you { $by }. Details can go right below.
    .w3 = Your message{ part-about } is here{ part-end }. Next, { $team } will read it and write back { $by }. You can add to it at any time.
    .w4 = { part-hello } your message{ part-about } hasn't gone unseen. It deserves a proper reply, which { $team } will post { $by }. If you'd like to explain further, please do so here.
    .w5 = { part-first } we hear what you say{ part-about }. Our reply will follow { $by }, from { $team }. Anything else you want to tell us is welcome.
    .w6 = What you say{ part-about } won't be overlooked{ part-end }. Reading it carefully comes first; then { $team } will answer, { $by }. Feel free to go into detail below.
    .w7 = { part-hello } what you told us{ part-about } has arrived. You'll have a personal answer: { $team } will write it here { $by }. If something is missing, just add it.
    .w8 = { part-first } we'd rather not answer{ part-about } in a hurry. So { $team } will look at it first and get back to you { $by }. Whatever you want to add, this is the place.

ack-unclear-closed =
    .w1 = { part-hello } your message{ part-about } is with us. We're away at the moment, and { $team } will read it and reply { $by }. More can be added below.
    .w2 = { $name ->
            [none] We
           *[other] { $name }, we
        } can see what you wrote{ part-about }. A person will answer when we're back at work: that will be { $team }, { $by }. Write on here if you like.
    .w3 = We have your message{ part-about }{ part-end }. Nobody is here to answer at this hour; { $team } will do it { $by }. In the meantime you can add details as a reply.
    .w4 = { part-hello } what you wrote to us{ part-about } has arrived. We're outside our working hours, so expect { $team } to reply { $by }. Going into more detail here is fine too.
    .w5 = { part-first } your message{ part-about } will be there when we return. We'll read it with fresh eyes, and { $team } will write to you { $by }. Say more in a reply if you feel like it.
    .w6 = Nothing you write{ part-about } gets lost{ part-end }. It just has to wait for working hours: { $team } will answer { $by }. Leave any further details right here.
    .w7 = { part-hello } there's a message{ part-about } from you, and we see it. We're off right now, but back in time for { $team } to answer { $by }. If that wasn't all, keep writing below.
    .w8 = { part-first } a hasty answer{ part-about } wouldn't help anyone. There's nobody at work at the moment; { $team } will come back to you { $by }. Your additions can go underneath.

## Praise

ack-praise =
    .w1 = { part-hello } thank you for the kind words{ part-about }. They made our day.
    .w2 = { $name ->
            [none] It's
           *[other] { $name }, it's
        } lovely that you took a moment to write this. Thanks a lot.
    .w3 = We're so glad it went well{ part-end }. Many thanks for telling us{ part-about }.
    .w4 = { part-hello } that means a great deal to all of us here. Thank you for writing{ part-about }.
    .w5 = { part-first } how nice of you to say so. A big thank-you from us.
    .w6 = Words like yours{ part-about } keep us going{ part-end }. We're very grateful for them.
    .w7 = { part-hello } what a pleasure to get a message like this. Warm thanks from everyone here.
    .w8 = { part-first } we're really happy that you're pleased. Thank you for sharing it with us.

## Asking for the update: the comment can still be edited

ask-edit =
    .w1 = { part-hello } we're glad this could be sorted out. If you have a minute, would you add to your comment{ part-about } how it ended? Entirely as you see fit.
    .w2 = { $name ->
            [none] Now
           *[other] { $name }, now
        } that it's settled, we have a small request. Your comment{ part-about } can still be edited, so if you feel like it, mention how things turned out. Your words, your view.
    .w3 = { part-hello } other people read your comment{ part-about }, and the story has moved on since. Perhaps you'd like to update it with what happened next. It's up to you, of course.
    .w4 = Thank you for giving us the time to look into it{ part-end }. Should you find a moment, your comment could tell the rest of the story too, whatever you make of it. Only if you want to.

## The comment can no longer be edited

ask-line =
    .w1 = { part-hello } we're happy a solution was found. If you can spare a minute, a line below on how it ended would help others who read this. Whatever you think is fair.
    .w2 = { $name ->
            [none] Thank
           *[other] { $name }, thank
        } you for your patience while we worked on this. If you like, write a sentence or two here about the outcome, just as you see it.
    .w3 = { part-hello } your comment{ part-about } can't be changed any more, but it can be continued. Would you add a reply saying how it all turned out? Only if you'd like to.
    .w4 = Readers here only see how it began{ part-end }. If it's no trouble, you could add the ending underneath, in whatever words seem right to you.

ask-reminder-edit =
    .w1 = { part-hello } perhaps our earlier note got lost in the day. If you'd still care to mention the outcome in your comment, we'd be grateful; if not, that's fine. We won't ask again.
    .w2 = { $name ->
            [none] Just
           *[other] { $name }, just
        } one gentle reminder about your comment. It's still open to changes, in case you want it to say what came of it. After this we'll leave you in peace.
    .w3 = No pressure at all{ part-end }. Your comment tells the first half, and you're free to complete it or leave it so. This is the last you'll hear from us about it.

ask-reminder-line =
    .w1 = { part-hello } some time ago we asked how it all ended for you. If you feel like it, a few words beneath your comment would still be welcome, but you don't owe us any. We won't bring it up again.
    .w2 = { $name ->
            [none] This
           *[other] { $name }, this
        } is our only reminder. Perhaps there's a moment now to jot down here what became of it; if there isn't, never mind.
    .w3 = We know you have other things to do{ part-end }. Still, anyone reading along might like to learn how this was resolved, should you wish to tell them. Either way, we'll stop asking.

## It was a misunderstanding

ask-correct-edit =
    .w1 = { part-hello } it seems we've cleared this up together. If you agree it was a misunderstanding, would you consider correcting or removing your comment{ part-about }? We'll understand either way.
    .w2 = { $name ->
            [none] Thank
           *[other] { $name }, thank
        } you for talking it through with us. As others may take the comment{ part-about } at face value, perhaps you'd like to adjust it or take it down. That's your choice.
    .w3 = We're glad it all became clear{ part-end }. Your comment still shows how it looked at first, so please see whether you'd like to change or delete it. There's no hurry.

ask-correct-line =
    .w1 = { part-hello } it's good to have the misunderstanding behind us. If you don't mind, could you add a line below about what it turned out to be? In your own words.
    .w2 = { $name ->
            [none] It
           *[other] { $name }, it
        } looks as if we both see it more clearly now. The comment{ part-about } can no longer be edited, but a short note beneath it would help those who read it. Only if you think it's right.
    .w3 = Thanks for the conversation{ part-end }, it cleared things up. A brief reply here from you would spare other readers the confusion. We won't insist.

## A date given to the customer

promise =
    .w1 = { part-hello } so that you know where you stand: we will settle this { $by } and write to you here at once.
    .w2 = { $name ->
            [none] We
           *[other] { $name }, we
        } are working on it. We promise to finish { $by } and to tell you how it went.
    .w3 = { part-first } here is a date you can count on: { $by }. By then you'll hear from us right here.
    .w4 = The work is under way{ part-end }. You will have the result { $by }, right under your comment.

promise-again =
    .w1 = { part-hello } we didn't make it by the date we gave you, and we apologise. It isn't forgotten: we now promise to settle it { $by }.
    .w2 = { $name ->
            [none] We're
           *[other] { $name }, we're
        } sorry for not keeping to the time we promised. We are still on it and will finish { $by }.
    .w3 = { part-first } we promised it sooner and fell short, and we're sorry. The new date: { $by }. You'll hear from us here.
    .w4 = It has taken longer than we thought{ part-end }, please forgive us. We're carrying on; the answer will be here { $by }.

## Into private messages, for what should not stand in public

invite-order =
    .w1 = { part-hello } to find your order we need its number. Better not in front of everyone: please send it to us in a private message, so that we know at once what it is about. { $link }
    .w2 = { $name ->
            [none] We'll
           *[other] { $name }, we'll
        } look at your order as soon as we have its number. Only we need to see it, so please send it in private: { $link }

invite-phone =
    .w1 = { part-hello } we would like to call you and put this right. Everyone could read your number here, so please send it to us in private: { $link }
    .w2 = { $name ->
            [none] A
           *[other] { $name }, a
        } call would be quickest. Please don't leave your number here; send it in a private message and we will ring you: { $link }

invite-address =
    .w1 = { part-hello } to come to you we need the address. That's private, so please send it in a message and not here: { $link }
    .w2 = { $name ->
            [none] All
           *[other] { $name }, all
        } we still need is the address to deliver to. Better not in public, so please send it in a private message: { $link }

invite-payment =
    .w1 = { part-hello } to trace your payment we need its date and amount. Those don't belong in public: please send them to us privately. { $link }
    .w2 = { $name ->
            [none] We'll
           *[other] { $name }, we'll
        } check the payment once we know the date and the amount. Private messages are the place for that: { $link }

invite-other =
    .w1 = { part-hello } the next questions concern nobody but you. Please write to us in private and we'll carry on at once: { $link }
    .w2 = { $name ->
            [none] To
           *[other] { $name }, to
        } help, we need to ask something personal. Everybody would read it here, so please send us a private message: { $link }

invite-no-link =
    .w1 = { part-hello } to help, we need details that shouldn't be on show. Please open our community's messages and write to us: we'll know what it is about and carry on at once.
    .w2 = { $name ->
            [none] Please
           *[other] { $name }, please
        } send us a message through our community's page: personal details are safe there, and we'll get going straight away.

## A compensation, in private

gift =
    .w1 = { part-hello } this is from us, with an apology for what happened: { $gift }. Your code: { $code }. Just give us the code whenever it suits you.
    .w2 = { $name ->
            [none] We'd
           *[other] { $name }, we'd
        } like to make up for our mistake: { $gift }. Here is the code, all you need to do is show it: { $code }
