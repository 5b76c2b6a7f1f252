// A customer's private messages with the community, both sides as the customer sees them.
import { h } from './dom.js';
import { moment } from './format.js';
import { avatar, editor, field, pictures, quoted, sent, withPhoto } from './parts.js';
import { act, changed, dialogue, ours, t, ui, world } from './store.js';

const LINK = /(https:\/\/vk\.me\/[\w.]+(?:\?ref=[\w-]+)?)/;
const wall = () => document.querySelector('#customers > .scroll');
const read = (person) => person === ui.dialogue && document.getElementById('customers')?.offsetParent;

// A text in which a link into private messages opens them here, for whoever reads it.
export function linked(text, reader) {
  return text.split(LINK).map((part, at) => (at % 2
    ? h('a', { key: `link-${at}`, href: part, onclick: () => openDialogue(reader(), new URL(part).searchParams.get('ref')) }, part.replace('https://', ''))
    : part));
}

export function openDialogue(person, ref = null) {
  if (ref) ui.refs[person] = ref;
  ui.wallAt = wall()?.scrollTop ?? ui.wallAt;
  changed({ dialogue: person, byHand: false, tab: 'customers' });
  document.querySelector('#dialogue textarea')?.focus();
}

export function leaveDialogue() {
  changed({ dialogue: null });
  const there = wall();
  if (there) there.scrollTop = ui.wallAt;
  document.querySelector('#customers .way')?.focus();
}

const last = (person) => dialogue(person).messages.at(-1)?.id ?? 0;

export const unread = (person) => (read(person) ? 0
  : dialogue(person).messages.filter((one) => ours(one) && one.id > (ui.seen[`dialogue-${person}`] ?? 0)).length);
export const allUnread = () => world.dialogues.reduce((sum, one) => sum + unread(one.person), 0);

// The button of the pane's head: to the messages, first to unread ones, and back to the wall.
export function way() {
  if (ui.dialogue) return h('button', { class: 'chip way', onclick: leaveDialogue }, `← ${t('to-the-wall')}`);
  const count = allUnread();
  const people = world.community.people.map((one) => one.id);
  const whose = () => people.find(unread) ?? people.find((id) => id === ui.author) ?? people[0];
  return h('button', { class: 'chip way', onclick: () => openDialogue(whose()) }, `✉ ${t('to-messages')} `,
    count ? h('span', { class: 'count' }, count, h('span', { class: 'unseen' }, ` ${t('unread')}`)) : null);
}

export function correspondence() {
  const { allowed, messages } = dialogue(ui.dialogue);
  if (read(ui.dialogue)) ui.seen[`dialogue-${ui.dialogue}`] = last(ui.dialogue);
  return h('div', { id: 'dialogue', class: 'talk', key: 'dialogue' }, head(allowed),
    h('ol', { class: 'messages scroll', key: `dialogue-${ui.dialogue}`, 'data-follow': `dialogue-${ui.dialogue}`, tabindex: '0', 'aria-label': t('messages') },
      messages.map(line),
      messages.length ? null : h('li', { class: 'quiet empty', key: 'empty' }, t('no-messages'))),
    writing());
}

function head(allowed) {
  const permit = (event) => act('permit', { person: ui.dialogue, on: event.target.checked });
  return h('div', { class: 'row whose' },
    h('label', { class: 'as' }, h('span', { class: 'quiet' }, t('whose-messages')),
      h('select', { onchange: (event) => changed({ dialogue: Number(event.target.value), byHand: false }) },
        world.community.people.map((one) => h('option', { key: one.id, value: one.id, selected: one.id === ui.dialogue },
          unread(one.id) ? `${one.name} (${unread(one.id)})` : one.name)))),
    h('label', { class: 'switch' }, h('input', { type: 'checkbox', role: 'switch', checked: allowed, onchange: permit }), t('allows-messages')));
}

function line(one) {
  const brand = ours(one);
  return h('li', { key: one.id, id: `private-${one.id}`, class: `message ${brand ? 'ours' : 'mine'}` },
    avatar(one.from, one.name, brand ? 'brand' : ''),
    h('div', { class: 'bubble' },
      h('div', { class: 'by' }, h('strong', {}, one.name), brand ? h('span', { class: 'badge' }, t('brand-badge')) : null),
      pictures(one.photos),
      ui.editing === `private-${one.id}` ? editor(one, 'edit_private', { message: one.id })
        : one.text ? h('p', { class: 'text' }, one.text) : null,
      h('div', { class: 'tools' }, h('time', {}, moment(one.at)), one.edited ? h('span', {}, t('edited')) : null,
        brand ? null : h('button', { class: 'link', onclick: () => edit(one), 'aria-label': `${t('edit')}: ${one.name}` }, t('edit')))));
}

function edit(one) {
  ui.words.edit = one.text;
  changed({ editing: `private-${one.id}` });
  document.querySelector(`#private-${one.id} textarea`)?.focus();
}

function writing() {
  const person = world.community.people.find((one) => one.id === ui.dialogue);
  const box = `dialogue-${person.id}${ui.byHand ? '-by-hand' : ''}`;
  const ref = ui.byHand ? null : ui.refs[person.id];
  const send = async () => {
    const given = { person: person.id, text: ui.words[box] || '', ref, by_hand: ui.byHand, photo: Boolean(ui.photos[box]) };
    if (!(await act('write', given))) return;
    if (ref) delete ui.refs[person.id];
    sent(box);
    changed();
  };
  return h('form', { class: 'write', onsubmit: (event) => { event.preventDefault(); send(); } },
    h('div', { class: 'row' },
      h('label', { class: 'as' }, h('span', { class: 'quiet' }, t('write-as')),
        h('select', { onchange: (event) => changed({ byHand: event.target.value === 'hand' }) },
          [['own', person.name], ['hand', t('by-hand')]].map(([value, name]) => h('option', { key: value, value, selected: (value === 'hand') === ui.byHand }, name)))),
      ref ? quoted(t('by-link', { ref }), () => { delete ui.refs[person.id]; changed(); }) : null),
    field(box, t('message-label'), send, leaveDialogue),
    h('div', { class: 'row' },
      ui.byHand ? null : h('button', { type: 'button', class: 'chip', key: 'order', onclick: () => { ui.words[box] = t('sample-order'); changed(); } }, t('chip-order')),
      ui.byHand ? null : withPhoto(box),
      h('button', { class: 'main' }, t('send'))));
}
