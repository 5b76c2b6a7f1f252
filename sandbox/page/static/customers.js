// The community as its customers see it.
import { correspondence, linked, way } from './dialogue.js';
import { h } from './dom.js';
import { moment } from './format.js';
import { avatar, editor, field, pictures, sent, withPhoto } from './parts.js';
import { act, changed, ours, t, ui, world } from './store.js';

export const SAMPLES = ['complaint', 'question', 'praise', 'sarcasm'];

export function customers() {
  const { community } = world;
  return h('section', { id: 'customers', class: 'pane', key: 'customers', 'aria-labelledby': 'customers-title' },
    h('header', { class: 'pane-head' },
      avatar(community.id, community.name, 'brand'),
      h('div', {}, h('h2', { id: 'customers-title' }, community.name),
        h('p', { class: 'quiet' }, t(ui.dialogue ? 'messages' : 'customers-what'))), way()),
    ui.dialogue ? correspondence() : h('div', { class: 'scroll', key: 'scroll' }, community.posts.map(post)));
}

function post(one) {
  const { community } = world;
  return h('article', { class: 'post', key: one.id, 'aria-label': t('post') },
    h('div', { class: 'by' }, avatar(community.id, community.name, 'brand'),
      h('div', {}, h('strong', {}, community.name), h('time', { class: 'quiet' }, moment(one.at)))),
    h('p', { class: 'text' }, one.text),
    h('ul', { class: 'comments' }, one.comments.map((each) => comment(each, one))),
    answering(one) ? null : composer(one, null));
}

const answering = (one) => one.comments.some((each) => each.id === ui.answering && !each.deleted);

function comment(one, under) {
  const brand = ours(one);
  return h('li', { key: one.id, id: `comment-${one.id}`, class: `comment ${one.inside ? 'inside' : ''} ${brand ? 'ours' : ''}` },
    avatar(one.from, one.name, brand ? 'brand' : ''),
    h('div', { class: 'said' },
      h('div', { class: 'by' }, h('strong', {}, one.name), brand ? h('span', { class: 'badge' }, t('brand-badge')) : null),
      one.deleted ? h('p', { class: 'quiet' }, t('comment-deleted'))
        : ui.editing === `comment-${one.id}` ? editor(one, 'edit_comment', { comment: one.id }) : h('p', { class: 'text' }, one.to ? h('span', { class: 'quiet' }, `→ ${one.to}: `) : null, linked(one.text, () => reader(one))),
      pictures(one.photos),
      h('div', { class: 'tools' },
        h('time', {}, moment(one.at)), one.edited ? h('span', {}, t('edited')) : null,
        one.deleted ? null : tools(one, brand)),
      ui.answering === one.id && !one.deleted ? composer(under, one) : null));
}

// Whose messages a link of the brand opens: those of the customer it answers.
function reader(one) {
  const people = world.community.people.map((each) => each.id);
  return [one.answered, ui.author].find((id) => people.includes(id)) ?? people[0];
}

function tools(one, brand) {
  const button = (key, onclick) =>
    h('button', { class: 'link', key, onclick, 'aria-label': `${t(key)}: ${one.name}` }, t(key));
  return [
    button('answer', () => {
      changed({ answering: ui.answering === one.id ? null : one.id, editing: null });
      write(one.id);
    }),
    brand ? null : button('edit', () => {
      ui.words.edit = one.text;
      changed({ editing: `comment-${one.id}`, answering: null });
      write(one.id);
    }),
    brand ? null : button('delete', () => act('delete_comment', { comment: one.id })),
    brand ? null : button('delete-by-hand', () => act('delete_comment', { comment: one.id, by_hand: true })),
  ];
}

const write = (id) => document.querySelector(`#comment-${id} textarea`)?.focus();

function composer(post, answered) {
  const box = answered ? `answer-${answered.id}` : `post-${post.id}`;
  const authors = [...world.community.people.map((one) => [one.id, one.name]), [world.community.id, t('by-hand')]];
  const author = ui.author ?? authors[0][0];
  const send = async () => {
    const given = { post: post.id, person: author, text: ui.words[box] || '', reply_to: answered?.id ?? null, photo: Boolean(ui.photos[box]) };
    if (!(await act('comment', given))) return;
    sent(box);
    changed({ answering: null });
  };
  return h('form', { class: 'write', key: box, 'data-tour': answered ? null : 'complain', onsubmit: (event) => { event.preventDefault(); send(); } },
    h('label', { class: 'as' }, h('span', { class: 'quiet' }, t('write-as')),
      h('select', { onchange: (event) => changed({ author: Number(event.target.value) }) },
        authors.map(([id, name]) => h('option', { key: id, value: id, selected: id === author }, name)))),
    field(box, answered ? t('answer-to', { name: answered.name }) : t('comment-label'), send, () => changed({ answering: null })),
    h('div', { class: 'row' },
      answered ? null : SAMPLES.map((kind) => h('button', {
        type: 'button', class: 'chip', key: kind, onclick: () => { ui.words[box] = t(`sample-${kind}`); changed(); },
      }, t(`chip-${kind}`))),
      withPhoto(box),
      answered ? h('button', { type: 'button', class: 'link', onclick: () => changed({ answering: null }) }, t('cancel')) : null,
      h('button', { class: 'main' }, t('send'))));
}
