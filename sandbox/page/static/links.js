// Links in messages lead to the same places on this page, and never away from it.
import { openDialogue } from './dialogue.js';
import { changed, comments, t, toast, world } from './store.js';

export function follow(event) {
  const link = event.target.closest('a[href]');
  if (!link || link.className === 'skip' || event.button === 2) return;
  event.preventDefault();
  const topic = link.href.match(/t\.me\/c\/\d+\/(\d+)/)?.[1];
  const dialogue = link.href.match(/\/gim\d+\?sel=(\d+)/)?.[1];
  const photo = link.href.match(/photo-?\d+_\d+/)?.[0];
  const comment = link.href.match(/[?&]reply=(\d+)/)?.[1] ?? link.href.match(/wall-\d+_(\d+)/)?.[1];
  if (topic) changed({ topic: Number(topic), tab: 'team' });
  if (dialogue) openDialogue(Number(dialogue));
  if (photo) toPhoto(photo);
  if (comment) toComment(comment);
}

function toPhoto(photo) {
  const holds = (one) => one.photos.includes(photo);
  const above = comments().find(holds);
  if (above) return toComment(above.id);
  const talk = world.dialogues.find((one) => one.messages.some(holds));
  if (!talk) return toast(t('act-gone'));
  openDialogue(talk.person);
  return show(`private-${talk.messages.find(holds).id}`);
}

function toComment(id) {
  changed({ tab: 'customers', dialogue: null });
  show(`comment-${id}`);
}

function show(id) {
  const target = document.getElementById(id);
  target?.scrollIntoView({ block: 'center' });
  target?.animate([{ background: 'var(--accent-soft)' }, {}], 1500);
}
