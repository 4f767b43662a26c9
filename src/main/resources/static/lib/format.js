// Numbers, times and sizes for people.
const NUMBER = new Intl.NumberFormat('en');
const WHEN = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const AGO = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const STEPS = [['day', 86400], ['hour', 3600], ['minute', 60]];

export const number = (value) => NUMBER.format(value);
export const count = (value, one, many = `${one}s`) => `${number(value)} ${value === 1 ? one : many}`;
export const when = (instant) => (instant ? WHEN.format(new Date(instant)) : '');
const TIME = new Intl.DateTimeFormat('en', { timeStyle: 'short' });

/** The time of something today, else the day with it. */
export const timeOrDay = (instant) => (new Date(instant).toDateString() === new Date().toDateString() ? TIME.format(new Date(instant)) : when(instant));
export const percent = (share) => `${Math.round(share * 100)} %`;

export function ago(instant) {
  const seconds = (new Date(instant) - Date.now()) / 1000;
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return AGO.format(Math.round(seconds / length), unit);
  }
  return 'just now';
}

export function duration(ms) {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60000)} min ${Math.round((ms % 60000) / 1000)} s`;
}

export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
