// Small pieces that several parts of the page are made of.
import { h } from './dom.js';
import { hue, initials } from './format.js';
import { act, changed, t, ui } from './store.js';

export function field(box, label, send, leave = () => {}) {
  return h('textarea', {
    rows: 2, key: box, 'aria-label': label, placeholder: label, value: ui.words[box] ?? '',
    oninput: (event) => { ui.words[box] = event.target.value; },
    onkeydown: (event) => {
      if (event.key === 'Escape') leave();
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      send();
    },
  });
}

// In the place of a text: the same text to be changed, which `what` keeps.
export function editor(one, what, which) {
  const leave = () => changed({ editing: null });
  const keep = async () => {
    if (await act(what, { ...which, text: ui.words.edit })) leave();
  };
  return h('form', { class: 'write', onsubmit: (event) => { event.preventDefault(); keep(); } },
    field('edit', t('edit-label', { name: one.name }), keep, leave),
    h('div', { class: 'row' },
      h('button', { class: 'main' }, t('save')),
      h('button', { type: 'button', class: 'link', onclick: leave }, t('cancel'))));
}

export function avatar(id, name, kind = '') {
  return h('span', { class: `avatar ${kind}`, hue: hue(id), 'aria-hidden': 'true' }, initials(name));
}

export const quoted = (text, cancel) => h('p', { class: 'answering' }, text,
  h('button', { type: 'button', class: 'link', onclick: cancel, 'aria-label': t('cancel') }, '✕'));

// A photo to send along: every one is the same grey sample.
export const withPhoto = (box) => h('label', { class: 'with-photo', key: `photo-${box}` },
  h('input', { type: 'checkbox', checked: Boolean(ui.photos[box]), onchange: (event) => { ui.photos[box] = event.target.checked; } }),
  t('with-photo'));

export const pictures = (names) => (names.length
  ? h('p', { class: 'photos' }, names.map((name) => h('span', { class: 'photo', key: name }, t('photo')))) : null);

export function sent(box) {
  ui.wroteAt = Date.now();
  ui.words[box] = '';
  ui.photos[box] = false;
}
