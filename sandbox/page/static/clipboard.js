// Copying, where the browser allows it and where it does not.
import { t, toast } from './store.js';

export const copied = async (text) => toast(t(await copy(text) ? 'copied' : 'not-copied'));

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {  // no clipboard here, or none for us: the way of old
    const held = document.activeElement;
    const box = Object.assign(document.createElement('textarea'), { value: text, className: 'unseen' });
    document.body.append(box);
    box.select();
    const done = document.execCommand('copy');
    box.remove();
    held?.focus();
    return done;
  }
}
