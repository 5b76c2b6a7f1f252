// Moments and lengths of time, as people of the page's language write them.
import { now, t, world } from './store.js';

const setting = (options) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: world.world.zone, hourCycle: 'h23', ...options });

export const time = (at) => setting({ hour: '2-digit', minute: '2-digit' }).format(at * 1000);
export const moment = (at) =>
  Math.abs(at - now()) < 43200 ? time(at)
    : setting({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(at * 1000);
export const today = (at) =>
  setting({ weekday: 'short', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', second: '2-digit' })
    .format(at * 1000);

export function span(seconds) {
  const whole = Math.max(0, Math.round(Math.abs(seconds)));
  const days = Math.floor(whole / 86400);
  const two = (number) => String(number).padStart(2, '0');
  const clock = [Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60, whole % 60].map(two).join(':');
  return days ? `${t('days', { count: days })} ${clock}` : clock;
}

export const initials = (name) => (name.match(/(?<!\p{L})\p{L}/gu) ?? ['?']).slice(0, 2).join('').toUpperCase();
export const hue = (id) => (Math.abs(id) * 67) % 360;
export const short = (text, most) => ([...text].length > most ? [...text].slice(0, most).join('') + '…' : text);
