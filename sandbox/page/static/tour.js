// The guided tour: each step says what to do, sees by itself that it was done, and can do it for you.
import { travel } from './behind.js';
import { h } from './dom.js';
import { act, changed, comments, now, ours, person, t, toast, ui, world } from './store.js';
import { press } from './team.js';

// The comment the tour is about: the first that became a case.
const complaint = () => {
  const waiting = world.clocks.find((one) => one.due.reply_due);
  ui.mine ??= waiting?.comment ?? null;
  return comments().find((one) => one.id === ui.mine);
};
const lines = () => comments().filter((one) => ours(one) && one.root === complaint()?.id).length;
const withButton = (action) => world.team.messages.findLast((one) => button(one, action));
const button = (one, action) => one.buttons?.flat().find((each) => each.data?.split(':')[0] === action);
const until = async (found, tries = 30) => {
  for (let left = tries; left && !found(); left -= 1) await new Promise((go) => { setTimeout(go, 100); });
  return found();
};
const pressIt = async (action) => {
  const found = await until(() => withButton(action));
  if (!found) return toast(t('tour-nothing'));
  changed({ topic: found.topic });
  return press(found, world.team.chat, ui.staff, button(found, action).data);
};

const STEPS = [
  { name: 'start', tab: 'manager', done: () => world.manager.started,
    doIt: () => act('say', { chat: world.manager.chat, person: world.manager.person.id, text: '/start' }) },
  { name: 'complain', tab: 'customers', done: () => complaint(),
    doIt: () => act('comment', { post: world.community.posts[0].id, person: world.community.people[0].id, text: t('sample-complaint') }) },
  { name: 'acknowledged', tab: 'customers', done: () => ui.done.has('tour-read') && lines() >= 1, doIt: () => { ui.done.add('tour-read'); }, reads: true },
  { name: 'take', tab: 'team', done: () => ui.done.has('take') || ui.done.has('publish'), doIt: () => pressIt('take') },
  { name: 'reply', tab: 'team', done: () => withButton('publish') || ui.done.has('publish'),
    doIt: () => {
      const card = withButton('resolve');
      changed({ topic: card?.topic });
      return act('say', { chat: world.team.chat, person: person(ui.staff).id, topic: card?.topic, reply_to: card?.id, text: t('sample-reply') });
    } },
  { name: 'publish', tab: 'team', done: () => ui.done.has('publish') && lines() >= 2, doIt: () => pressIt('publish') },
  { name: 'resolve', tab: 'team', done: () => ui.done.has('outcome'),
    doIt: async () => {
      if (!withButton('outcome')) await pressIt('resolve');
      if (await until(() => withButton('outcome'))) await pressIt('outcome');
    } },
  { name: 'ask', tab: 'behind', done: () => lines() >= 3,
    doIt: async () => {
      const next = await until(() => world.clocks.find((one) => one.due.ask_at));
      if (next) await travel(next.wakes - now() + 1);
    } },
  { name: 'update', tab: 'customers', done: () => complaint()?.edited,
    doIt: () => act('edit_comment', { comment: complaint().id, text: t('sample-update') }) },
  { name: 'end', tab: 'behind', done: () => false },
];

// It tells one story from its beginning: what was played before would be taken for a part of it.
export async function beginTour() {
  changed({ tour: 0 });
  if (comments().length || ui.done.size) await act('restart');
  onward();
}

export function onward() {
  if (ui.tour === null) return;
  const from = ui.tour;
  while (ui.tour < STEPS.length - 1 && STEPS[ui.tour].done()) ui.tour += 1;
  if (ui.tour !== from || !ui.shown) {
    ui.shown = true;
    ui.tab = STEPS[ui.tour].tab;
    if (ui.tab === 'customers') ui.dialogue = null;
  }
}

export function highlighted() {
  return ui.tour === null ? null : STEPS[ui.tour].name;
}

export function tour() {
  if (ui.tour === null) return null;
  const step = STEPS[ui.tour];
  const leaving = step.name === 'publish' && ui.done.has('publish');
  const last = ui.tour === STEPS.length - 1;
  return h('aside', { id: 'tour', key: 'tour', 'aria-label': t('tour-title') },
    h('p', { class: 'step', role: 'status' }, h('span', { class: 'quiet' }, `${ui.tour + 1}/${STEPS.length} `), t(leaving ? 'tour-leaving' : `tour-${step.name}`)),
    h('div', { class: 'row' },
      last || leaving ? null : h('button', { class: 'main', onclick: async () => { await step.doIt(); onward(); changed(); } }, t(step.reads ? 'tour-on' : 'tour-do')),
      h('button', { class: 'link', onclick: () => changed({ tour: null, shown: false }) }, t(last ? 'tour-finish' : 'tour-leave'))));
}
