// The staff group as staff see it, and the manager's private chat with the bot.
import { copied } from './clipboard.js';
import { h } from './dom.js';
import { moment, short } from './format.js';
import { avatar, field, pictures, quoted, sent, withPhoto } from './parts.js';
import { act, changed, messages, person, t, toast, ui, world } from './store.js';

const COMMANDS = ['/queue', '/mine', '/away', '/back'];
const FIND = '/find';

export function team() {
  const { team: group } = world;
  const topic = group.topics.find((one) => one.id === ui.topic);
  return h('section', { id: 'team', class: 'pane', key: 'team', 'aria-labelledby': 'team-title' },
    h('header', { class: 'pane-head' }, avatar(group.chat, group.name, 'group'),
      h('div', {}, h('h2', { id: 'team-title' }, group.name), h('p', { class: 'quiet' }, t('team-what')))),
    h('div', { class: 'topics-and-talk' }, topics(group), talk(group, topic)));
}

function topics(group) {
  const all = [{ id: null, name: t('general') }, ...[...group.topics].sort(byLast)];
  return h('nav', { class: 'topics', 'aria-label': t('topics') },
    group.topics.length ? null : h('p', { class: 'quiet' }, t('no-topics')),
    h('ul', {}, all.map((one) => h('li', { key: String(one.id) },
      h('button', {
        class: 'topic', 'aria-current': one.id === ui.topic ? 'true' : null,
        onclick: () => changed({ topic: one.id, replyTo: null, editingMessage: null }),
      }, h('span', { class: 'topic-name' }, one.name), one.closed ? h('span', { class: 'quiet', title: t('closed') }, '🔒') : null,
        unread(one.id))))));
}

const last = (topic) => messages(topic).at(-1)?.id ?? 0;
const byLast = (one, other) => Number(one.closed) - Number(other.closed) || last(other.id) - last(one.id);

function unread(topic) {
  const count = messages(topic).filter((one) => one.id > (ui.seen[topic] ?? 0) && one.bot && !one.service).length;
  return count && topic !== ui.topic
    ? h('span', { class: 'count' }, count, h('span', { class: 'unseen' }, ` ${t('unread')}`)) : null;
}

function talk(group, topic) {
  if (topic || ui.topic === null) ui.seen[ui.topic] = last(ui.topic);
  return h('div', { class: 'talk', key: 'talk' },
    topic ? h('h3', { class: 'topic-title' }, topic.name, topic.closed ? ` · ${t('closed')}` : '') : null,
    h('ol', { class: 'messages scroll', key: `topic-${ui.topic}`, 'data-follow': `topic-${ui.topic}`, tabindex: '0', 'aria-label': topic?.name ?? t('general') },
      messages(ui.topic).map((one) => message(one, group.chat, ui.staff)),
      messages(ui.topic).length ? null : h('li', { class: 'quiet empty', key: 'empty' }, t(group.topics.length ? 'choose-topic' : 'no-cases'))),
    writing());
}

function writing() {
  const box = `team-${ui.topic}`;
  const answered = world.team.messages.find((one) => one.id === ui.replyTo);
  const editing = world.team.messages.find((one) => one.id === ui.editingMessage);
  const send = async () => {
    const common = { chat: world.team.chat, person: person(ui.staff).id, text: ui.words[box] || '' };
    const told = editing
      ? await act('edit_message', { ...common, message: editing.id })
      : await act('say', { ...common, topic: ui.topic ?? null, reply_to: answered?.id ?? null, photo: Boolean(ui.photos[box]) });
    if (!told) return;
    sent(box);
    changed({ replyTo: null, editingMessage: null });
  };
  return h('form', { class: 'write', onsubmit: (event) => { event.preventDefault(); send(); } },
    h('div', { class: 'row' },
      h('label', { class: 'as' }, h('span', { class: 'quiet' }, t('write-as')),
        h('select', { onchange: (event) => changed({ staff: event.target.value }) },
          world.team.people.map((one) => h('option', { key: one.who, value: one.who, selected: one.who === ui.staff }, one.new ? t('newcomer', { name: one.name }) : one.name)))),
      answered ? quoted(t('answers-to', { text: short(answered.text, 60) }), () => changed({ replyTo: null })) : null,
      editing ? quoted(t('editing'), () => { ui.words[box] = ''; changed({ editingMessage: null }); }) : null),
    field(box, answered ? t('reply-label') : t('note-label'), send),
    h('div', { class: 'row' },
      answered ? h('button', { type: 'button', class: 'chip', onclick: () => { ui.words[box] = t('sample-reply'); changed(); } }, t('chip-reply'))
        : COMMANDS.map((one) => command(one, () => { ui.words[box] = one; send(); })),
      answered ? null : command(FIND, () => begin(box)),
      editing ? null : withPhoto(box),
      h('button', { class: 'main' }, t(editing ? 'save' : 'send'))));
}

const command = (name, onclick) => h('button', { type: 'button', class: 'chip', key: name, onclick }, name);

// What is looked for is written after the command.
function begin(box) {
  ui.words[box] = `${FIND} `;
  changed();
  document.querySelector('#team textarea')?.focus();
}

export function message(one, chat, who) {
  if (one.service) return h('li', { class: 'service quiet', key: one.id }, t(`service-${one.service}`, { name: one.name }));
  const mine = person(who).id === one.from;
  return h('li', { key: one.id, id: `message-${chat}-${one.id}`, class: `message ${one.bot ? 'bot' : ''} ${mine ? 'mine' : ''}` },
    avatar(one.from, one.name, one.bot ? 'brand' : ''),
    h('div', { class: 'bubble' },
      h('div', { class: 'by' }, h('strong', {}, one.name), one.bot ? h('span', { class: 'badge' }, t('bot-badge')) : null),
      one.answers ? h('blockquote', { class: 'above' }, h('strong', {}, one.answers.name), ' ', one.answers.text) : null,
      one.photo ? pictures([`message-${one.id}`]) : null,
      h('div', { class: 'text', html: one.html }),
      h('div', { class: 'tools' }, h('time', {}, moment(one.at)), one.edited ? h('span', {}, t('edited')) : null,
        chat === world.team.chat ? messageTools(one, mine) : null),
      one.buttons.length ? keyboard(one, chat, who) : null));
}

function messageTools(one, mine) {
  const about = short(one.text.split('\n')[0], 40) || t('photo');
  return [
    h('button', {
      class: 'link', key: 'answer', 'data-tour': one.buttons.some((row) => row.some((each) => each.data?.startsWith('resolve:'))) ? 'reply' : null,
      'aria-label': `${t('answer')}: ${about}`, onclick: () => reply(one),
    }, t('answer')),
    mine ? h('button', {
      class: 'link', key: 'edit', 'aria-label': `${t('edit')}: ${about}`,
      onclick: () => { ui.words[`team-${ui.topic}`] = one.text; changed({ editingMessage: one.id, replyTo: null }); },
    }, t('edit')) : null,
  ];
}

export function reply(one) {
  changed({ replyTo: one.id, editingMessage: null });
  document.querySelector('#team textarea')?.focus();
}

function keyboard(one, chat, who) {
  return h('div', { class: 'keyboard' }, one.buttons.map((row, at) => h('div', { class: 'keys', key: at },
    row.map((button) => key(button, () => press(one, chat, who, button.data))))));
}

function key(button, onpress) {
  if (button.url) return h('a', { class: 'key', key: button.url, href: button.url }, button.text, ' ↗');
  if (button.copy) return h('button', { class: 'key', key: 'copy', onclick: () => copied(button.copy) }, button.text);
  return h('button', {
    class: 'key', key: button.data, 'data-press': button.data, 'data-tour': button.data.split(':')[0],
    'aria-busy': ui.busy.has(button.data) ? 'true' : null, onclick: onpress,
  }, button.text);
}

export async function press(one, chat, who, data) {
  if (ui.busy.has(data)) return;
  ui.busy.add(data);
  changed();
  const told = await act('press', { chat, message: one.id, data, person: person(who).id });
  ui.busy.delete(data);
  if (told) {
    ui.done.add(data.split(':')[0]);
    if (told.toast === null) toast(t('no-toast'));
    else if (told.toast) toast(told.toast);
  }
  changed();
}

export function manager() {
  const { manager: chat } = world;
  const start = () => act('say', { chat: chat.chat, person: chat.person.id, text: '/start' });
  return h('section', { id: 'manager', class: 'pane', key: 'manager', 'aria-labelledby': 'manager-title' },
    h('header', { class: 'pane-head' }, avatar(chat.person.id, chat.person.name),
      h('div', {}, h('h2', { id: 'manager-title' }, t('manager-title', { name: chat.person.name })), h('p', { class: 'quiet' }, t('manager-what')))),
    h('ol', { class: 'messages scroll', 'data-follow': 'manager', tabindex: '0', 'aria-label': t('manager-title', { name: chat.person.name }) },
      chat.messages.map((one) => message(one, chat.chat, 'vera'))),
    chat.started ? null : h('div', { class: 'row start' }, h('p', { class: 'quiet' }, t('manager-start')),
      h('button', { class: 'main', 'data-tour': 'start', onclick: start }, '/start')));
}
