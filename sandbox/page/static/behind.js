// Behind the scenes: the time, each case's clocks, the bot's health, and what can be broken.
import { h } from './dom.js';
import { short, span, today } from './format.js';
import { act, changed, comments, now, t, ui, world } from './store.js';

const STEPS = [['10m', 600], ['1h', 3600], ['1d', 86400]];
const SWITCHES = ['vk-down', 'tg-down'];
const BLOWS = ['vk-loses', 'tg-busy'];

export function behind() {
  return h('section', { id: 'behind', class: 'pane', key: 'behind', 'aria-labelledby': 'behind-title' },
    h('header', { class: 'pane-head' }, h('div', {}, h('h2', { id: 'behind-title' }, t('behind-title')), h('p', { class: 'quiet' }, t('behind-what')))),
    h('div', { class: 'scroll' }, timing(), clocks(), bot(), troubles(), page()));
}

function timing() {
  return h('div', { class: 'block' }, h('h3', {}, t('time-title')),
    h('p', { class: 'now' }, today(now())),
    h('div', { class: 'row' }, STEPS.map(([name, seconds]) => h('button', { class: 'chip', key: name, onclick: () => travel(seconds) }, `⏩ ${t(`time-${name}`)}`))));
}

export const travel = (seconds) => act('travel', { seconds: Math.max(1, Math.ceil(seconds)) });

function clocks() {
  return h('div', { class: 'block' }, h('h3', {}, t('clocks-title')),
    world.clocks.length ? null : h('p', { class: 'quiet' }, t('clocks-none')),
    h('ul', { class: 'clocks' }, world.clocks.map(clock)));
}

function clock(one) {
  const about = comments().find((each) => each.id === one.comment);
  const left = one.wakes - now();
  return h('li', { key: one.id },
    h('strong', {}, about ? about.name : `№ ${one.id}`), ' ', h('span', { class: 'quiet' }, about ? short(about.text, 40) : ''),
    h('dl', {}, Object.entries(one.due).map(([name, at]) => deadline(name, at - now())),
      h('div', { key: 'wakes' }, h('dt', {}, t('clock-wakes')), h('dd', { class: 'ticking' }, left > 0 ? span(left) : t('clock-now')))),
    h('div', { class: 'row' }, left > 0 ? h('button', { class: 'chip', 'data-tour': 'next', onclick: () => travel(left + 1) }, `⏩ ${t('next-step')}`) : null));
}

function deadline(name, left) {
  return h('div', { key: name, class: left < 0 ? 'late' : '' }, h('dt', {}, t(`clock-${name}`)),
    h('dd', { class: 'ticking' }, left < 0 ? t('clock-late', { span: span(left) }) : span(left),
      left > 0 ? h('button', { class: 'chip', title: t('make-late'), 'aria-label': `${t('make-late')}: ${t(`clock-${name}`)}`, onclick: () => travel(left + 1) }, '🔥') : null));
}

function bot() {
  const { state, problems, log } = world.bot;
  return h('div', { class: 'block' }, h('h3', {}, t('bot-title')), health(null),
    problems?.length ? h('ul', { class: 'problems' }, problems.map((one) => h('li', { key: one }, one))) : null,
    log?.length ? h('pre', { class: 'log' }, log.join('\n')) : null,
    h('div', { class: 'row' }, state === 'down'
      ? h('button', { class: 'main', onclick: () => act('start') }, t('bot-start'))
      : h('button', { class: 'chip', onclick: () => act('kill') }, `⚡ ${t('bot-kill')}`)));
}

export function health(role = 'status') {
  const state = ui.lost ? 'lost' : world.bot.state === 'well' && world.troubles.length ? 'broken' : world.bot.state;
  return h('p', { class: `health ${state}`, role, key: 'health' }, t(`health-${state}`));
}

function turn(name, on) {
  world.troubles = on ? [...world.troubles, name] : world.troubles.filter((one) => one !== name);
  act('trouble', { name, on });
}

function troubles() {
  return h('div', { class: 'block' }, h('h3', {}, t('troubles-title')), h('p', { class: 'quiet' }, t('troubles-what')),
    SWITCHES.map((name) => {
      const on = world.troubles.includes(name);
      return h('label', { class: 'switch', key: name },
        h('input', { type: 'checkbox', role: 'switch', checked: on, onchange: (event) => turn(name, event.target.checked) }), t(`trouble-${name}`));
    }),
    h('div', { class: 'row' }, BLOWS.map((name) => h('button', { class: 'chip', key: name, onclick: () => act('trouble', { name, on: true }) }, t(`trouble-${name}`)))));
}

function page() {
  const choose = (event) => { localStorage.theme = event.target.value; changed({ theme: event.target.value }); };
  return h('div', { class: 'block' }, h('div', { class: 'row' },
    h('label', { class: 'as' }, t('theme'), h('select', { id: 'theme', onchange: choose },
      ['auto', 'light', 'dark'].map((one) => h('option', { key: one, value: one, selected: one === ui.theme }, t(`theme-${one}`))))),
    h('button', { class: 'link', onclick: () => act('restart') }, t('restart'))));
}
