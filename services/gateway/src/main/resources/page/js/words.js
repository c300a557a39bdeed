// Numbers, dates, times and names in words, by the reader's locale.

const locales = navigator.languages;
const number = new Intl.NumberFormat(locales);
const day = new Intl.DateTimeFormat(locales, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const dayAndTime = new Intl.DateTimeFormat(locales, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const seconds = new Intl.DateTimeFormat(locales, { dateStyle: 'medium', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat(locales, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const regions = new Intl.DisplayNames(locales, { type: 'region', fallback: 'none' });

const HOUR = 3600;
const DAY = 86400;

export function count(n) {
  return number.format(n);
}

/** "1 reaction", "3 reactions". */
export function many(n, one, more = `${one}s`) {
  return `${count(n)} ${n === 1 ? one : more}`;
}

export function timeOfDay(date) {
  return clock.format(date);
}

/** The day, and the hour where it is known. */
export function date(iso, precision) {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) {
    return '';
  }
  return precision === 'day' || isMidnight(at) ? day.format(at) : dayAndTime.format(at);
}

/** How long after the trigger event: never finer than both times are known. */
export function lag(item, trigger) {
  const from = new Date(trigger);
  const at = new Date(item.saidAt);
  if (item.saidAtPrecision === 'day' || isMidnight(from)) {
    const days = Math.round((startOfDay(at) - startOfDay(from)) / 1000 / DAY);
    return days <= 0 ? 'same day' : `${many(days, 'day')} after`;
  }
  return `${span(Math.max(0, item.lagSeconds))} after`;
}

/** How long something lasts: "14 min", "2 h 14 min", "3 days". */
export function span(seconds) {
  if (seconds < HOUR) {
    return `${Math.max(1, Math.floor(seconds / 60))} min`;
  }
  if (seconds < 2 * DAY) {
    const minutes = Math.floor((seconds % HOUR) / 60);
    return `${Math.floor(seconds / HOUR)} h${minutes ? ` ${minutes} min` : ''}`;
  }
  return many(Math.floor(seconds / DAY), 'day');
}

/** A moment to the second, as the scrubber shows it. */
export function moment(date) {
  return seconds.format(date);
}

/** The name of a country in the reader's language, of an organisation as it is known. */
export function nameOf(represents) {
  if (represents.kind === 'country' && /^[A-Z]{2}$/.test(represents.code)) {
    return regions.of(represents.code) ?? represents.name;
  }
  return represents.code.length <= 5 ? represents.code : represents.name;
}

/** How long ago something was. */
export function ago(iso) {
  const seconds = Math.max(0, (Date.now() - new Date(iso).getTime()) / 1000);
  if (seconds < 2 * 60) {
    return 'just now';
  }
  if (seconds < 2 * HOUR) {
    return `${Math.floor(seconds / 60)} min ago`;
  }
  return seconds < 2 * DAY ? `${Math.floor(seconds / HOUR)} h ago` : `${many(Math.floor(seconds / DAY), 'day')} ago`;
}

function startOfDay(at) {
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
}

function isMidnight(at) {
  return at.getTime() % (DAY * 1000) === 0;
}
