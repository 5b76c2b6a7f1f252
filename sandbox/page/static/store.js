// What is so (told by the server), what is chosen here (the page's own), and the acts.

export const world = {};
export const ui = {
  tab: 'customers', topic: undefined, seen: {}, author: undefined, staff: 'maria', replyTo: null,
  answering: null, editing: null, words: {}, photos: {}, refs: {}, dialogue: null, byHand: false, wallAt: 0, wroteAt: 0, texts: {}, toast: null, tour: null, done: new Set(),
  offset: 0, lost: false, theme: localStorage.theme || 'auto', busy: new Set(),
};

let redraw = () => {};
const listeners = [];
export const onDraw = (draw) => { redraw = draw; };
export const onChange = (listener) => listeners.push(listener);
export const changed = (some = {}) => { Object.assign(ui, some); redraw(); };

export const t = (key, values = {}) =>
  (ui.texts[key] ?? key).replace(/\{([\w-]+)\}/g, (whole, name) => values[name] ?? whole);
export const now = () => Date.now() / 1000 + ui.offset;

export async function act(name, given = {}) {
  const body = JSON.stringify({ ...given, take: world.world.take });
  try {
    const answer = await fetch(`act/${name}`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body,
    });
    const told = await answer.json();
    if (!answer.ok) { toast(told.text); return null; }
    return told;
  } catch {
    toast(t('page-lost'));
    return null;
  }
}

let fading;
export function toast(text) {
  clearTimeout(fading);
  changed({ toast: text });
  fading = setTimeout(() => changed({ toast: null }), 4500);
}

export function listen() {
  const stream = new EventSource('stream');
  stream.onmessage = async (event) => {
    const news = JSON.parse(event.data);
    const before = { ...world };
    const fresh = news.world && news.world.take !== world.world?.take;
    Object.assign(world, news);
    if (news.time) ui.offset = news.time.shift;
    if (fresh) await begin();
    ui.lost = false;
    listeners.forEach((listener) => listener(before, fresh));
    redraw();
  };
  stream.onerror = () => changed({ lost: true });
}

async function begin() {
  ui.texts = await (await fetch(`texts/${world.world.language}`)).json();
  Object.assign(ui, {
    topic: undefined, seen: {}, author: undefined, staff: 'maria', replyTo: null, answering: null,
    editing: null, editingMessage: null, words: {}, photos: {}, refs: {}, dialogue: null, byHand: false, wallAt: 0,
    done: new Set(), mine: null,
    tour: ui.tour === null ? null : 0,
  });
  document.documentElement.lang = world.world.language;
  document.title = t('page-title');
}

// --- small facts about the world

export const comments = () => world.community.posts.flatMap((post) => post.comments);
export const ours = (comment) => comment.from === world.community.id;
export const dialogue = (person) => world.dialogues.find((one) => one.person === person);
export const messages = (topic) => world.team.messages.filter((one) => one.topic === topic);
export const person = (who) => world.team.people.find((one) => one.who === who);
