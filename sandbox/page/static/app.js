// The page put together, drawn again whenever something changes.
import { behind, health } from './behind.js';
import { customers } from './customers.js';
import { allUnread } from './dialogue.js';
import { draw, h } from './dom.js';
import { today } from './format.js';
import { follow } from './links.js';
import { act, changed, comments, listen, messages, now, onChange, onDraw, ours, t, ui, world } from './store.js';
import { manager, team } from './team.js';
import { beginTour, highlighted, onward, tour } from './tour.js';

const LANGUAGES = ['ru', 'en', 'bg'];
const TABS = ['customers', 'team', 'manager', 'behind'];
const root = document.getElementById('app');

function page() {
  if (!ui.texts['page-title']) return;
  document.documentElement.dataset.theme = ui.theme;
  const ends = readToTheEnd();
  const held = document.activeElement?.closest?.('[id^="message-"], [id^="comment-"]')?.id;
  draw(root, [
    h('a', { class: 'skip', href: '#customers', key: 'skip' }, t('skip')),
    top(),
    h('main', { key: 'main', 'data-tab': ui.tab }, customers(), team(), h('div', { class: 'right', key: 'right' }, manager(), behind())),
    tour(), tabs(),
    h('div', { id: 'toast', key: 'toast', role: 'status', 'data-on': ui.toast ? '' : null }, ui.toast ?? ''),
  ]);
  ends.forEach((list) => { list.scrollTop = list.scrollHeight; });
  if (held && document.activeElement === document.body) {  // what was pressed is not there any more
    document.getElementById(held)?.querySelector('.key, .link')?.focus();
  }
  point();
}

// Lists that were read to their end, or are new, or were just written to, stay at their end.
function readToTheEnd() {
  const there = new Set(document.querySelectorAll('[data-follow]'));
  const read = [...there].filter((list) => written() || list.scrollHeight - list.scrollTop - list.clientHeight < 80);
  queueMicrotask(() => document.querySelectorAll('[data-follow]').forEach((list) => {
    if (!there.has(list)) list.scrollTop = list.scrollHeight;
  }));
  return read;
}

const written = () => Date.now() - ui.wroteAt < 3000;

function point() {
  const name = highlighted();
  document.querySelectorAll('.pointed').forEach((one) => one.classList.remove('pointed'));
  if (!name) return;
  const all = [...document.querySelectorAll(`[data-tour="${TARGETS[name] ?? name}"]`)];
  const target = all.at(name === 'complain' ? 0 : -1) ?? document.getElementById(`comment-${ui.mine}`);
  target?.classList.add('pointed');
  if (shownFor !== name && target?.offsetParent) {
    shownFor = name;
    target.scrollIntoView({ block: 'nearest' });
  }
}
const TARGETS = { ask: 'next', publish: 'publish' };
let shownFor;

function top() {
  return h('header', { class: 'top', key: 'top' },
    h('img', { src: 'logo.svg', alt: '', width: 34, height: 34 }),
    h('div', { class: 'title' }, h('h1', {}, t('page-name')), h('p', { class: 'quiet' }, t('page-what'))),
    h('p', { class: 'clock', 'aria-hidden': 'true' }, today(now())),
    health(),
    h('button', { class: 'main', onclick: beginTour }, t('tour-begin')),
    h('label', {}, h('span', { class: 'unseen' }, t('language')),
      h('select', { id: 'language', onchange: (event) => act('restart', { language: event.target.value }) },
        LANGUAGES.map((id) => h('option', { key: id, value: id, selected: id === world.world.language }, id.toUpperCase())))));
}

function tabs() {
  return h('nav', { class: 'tabs', key: 'tabs', 'aria-label': t('parts') }, TABS.map((name) => h('button', {
    key: name, 'aria-current': name === ui.tab ? 'page' : null, onclick: () => changed({ tab: name }),
  }, t(`tab-${name}`), news(name))));
}

function news(name) {
  const called = world.manager.messages.filter((one) => one.bot);
  const count = name === 'team' && ui.tab !== 'team'
    ? world.team.topics.flatMap((one) => messages(one.id).filter((each) => each.bot && !each.service && each.id > (ui.seen[one.id] ?? 0))).length
    : name === 'manager' && ui.tab !== 'manager' ? called.length - (ui.seen.manager ?? 0)
      : name === 'customers' && ui.tab !== 'customers' ? allUnread() : 0;
  if (name === 'manager' && ui.tab === 'manager') ui.seen.manager = called.length;
  return count > 0 ? h('span', { class: 'count' }, count) : null;
}

// --- what a screen reader is told

function announce(before, fresh) {
  if (fresh || !before.community) return;
  const said = [];
  const old = new Set(before.community.posts.flatMap((post) => post.comments).map((one) => one.id));
  comments().filter((one) => ours(one) && !old.has(one.id)).forEach((one) => said.push(`${one.name}: ${one.text}`));
  const heard = new Set(before.dialogues.flatMap((one) => one.messages).map((one) => one.id));
  world.dialogues.flatMap((one) => one.messages).filter((one) => ours(one) && !heard.has(one.id))
    .forEach((one) => said.push(`${t('messages')}: ${one.text}`));
  for (const part of ['team', 'manager']) {
    const known = new Set(before[part].messages.map((one) => one.id));
    world[part].messages.filter((one) => one.bot && one.text && !known.has(one.id))
      .forEach((one) => said.push(`${t(`tab-${part}`)}: ${one.text.split('\n').slice(0, 2).join('. ')}`));
  }
  const log = document.getElementById('announcer');
  said.forEach((text) => { log.append(Object.assign(document.createElement('p'), { textContent: text })); });
  while (log.childElementCount > 20) log.firstChild.remove();
}

// The first case's topic is opened by itself; after that, whoever reads chooses.
function choose() {
  const hasCard = (topic) => messages(topic.id).some((one) => one.buttons?.flat().some((key) => key.data?.startsWith('resolve:')));
  const topics = world.team?.topics ?? [];
  const first = topics.find(hasCard) ?? topics.find((one) => one.closed);
  if (ui.topic === undefined && first) ui.topic = first.id;
}

root.addEventListener('click', follow);
root.addEventListener('auxclick', follow);

function tick() {
  if (world.world) page();
  setTimeout(tick, 1000);
}

onDraw(page);
onChange((before, fresh) => { choose(); announce(before, fresh); onward(); });
listen();
tick();
