// A page drawn again from its state, keeping what is there: nodes are matched by key, then by place.

export function h(tag, props, ...children) {
  return { tag, props: props || {}, children: children.flat(Infinity).filter(isShown) };
}

// What people change themselves: compared with the page as it is, not as it was drawn.
const LIVE = new Set(['value', 'checked']);
const isShown = (child) => child !== null && child !== undefined && child !== false;

export function draw(parent, nodes) {
  const wanted = [nodes].flat(Infinity).filter(isShown);
  const there = [...parent.childNodes];
  const keyed = new Map(there.filter((one) => one.key !== undefined).map((one) => [one.key, one]));
  const free = there.filter((one) => one.key === undefined);
  let place = parent.firstChild;
  for (const node of wanted) {
    const found = match(node, keyed, free);
    const drawn = found ? updated(found, node) : made(node);
    if (drawn !== place) parent.insertBefore(drawn, place);
    place = drawn.nextSibling;
  }
  while (place) {
    const gone = place;
    place = place.nextSibling;
    gone.remove();
  }
}

function match(node, keyed, free) {
  if (node.tag === undefined) return free[0]?.nodeType === 3 ? free.shift() : null;
  const { key } = node.props;
  if (key !== undefined) return keyed.get(String(key))?.localName === node.tag ? keyed.get(String(key)) : null;
  const at = free.findIndex((one) => one.localName === node.tag);
  return at < 0 ? null : free.splice(at, 1)[0];
}

function made(node) {
  if (node.tag === undefined) return document.createTextNode(String(node));
  const element = document.createElement(node.tag);
  element.props = {};
  if (node.props.key !== undefined) element.key = String(node.props.key);
  return updated(element, node);
}

function updated(element, node) {
  if (node.tag === undefined) {
    if (element.data !== String(node)) element.data = String(node);
    return element;
  }
  const before = element.props || {};
  for (const name of Object.keys({ ...before, ...node.props })) {
    if (before[name] !== node.props[name] || LIVE.has(name)) set(element, name, node.props[name]);
  }
  element.props = node.props;
  if (node.props.html === undefined) draw(element, node.children);
  return element;
}

function set(element, name, value) {
  if (name === 'key') return;
  if (name.startsWith('on')) element[name] = value || null;
  else if (name === 'html') element.innerHTML = value;
  else if (name === 'hue') element.style.setProperty('--hue', value);
  else if (name === 'checked') element.checked = Boolean(value);
  else if (name === 'value') { if (element.value !== (value ?? '')) element.value = value ?? ''; }
  else if (value === undefined || value === null || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : value);
}
