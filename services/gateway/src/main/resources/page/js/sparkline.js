// How many reactions came when, as a row of bars.

import { count, date, many } from './words.js';

const SVG = 'http://www.w3.org/2000/svg';
const HEIGHT = 32;
const WIDTH = 200;
const WIDEST_STEP = 12;
const MOST = 48;
const UNITS = { day: 86400000, hour: 3600000 };

/** A picture of a pace with its description; null where there is nothing to draw. */
export function sparkline(pace) {
  const days = pace?.days ?? [];
  if (days.length === 0) {
    return null;
  }
  const unit = days.length > 2 ? 'day' : 'hour';
  const bars = filled(unit === 'day' ? days : pace.hours, UNITS[unit]).slice(-MOST);
  const step = Math.min(WIDEST_STEP, WIDTH / bars.length);
  const most = Math.max(...bars.map((bar) => bar.reactions));
  const svg = drawn('svg', {
    class: 'sparkline',
    viewBox: `0 0 ${bars.length * step} ${HEIGHT}`,
    width: bars.length * step,
    height: HEIGHT,
    role: 'img',
    'aria-label': inWords(bars, unit, most),
  });
  bars.forEach((bar, i) => {
    const height = bar.reactions === 0 ? 1 : Math.max(2, ((HEIGHT - 8) * bar.reactions) / most);
    svg.append(drawn('rect', { x: i * step, y: HEIGHT - height, width: step - 2, height, class: bar.reactions ? 'some' : 'none' }));
    bar.spike && svg.append(drawn('path', { class: 'spike', d: `M${i * step + step / 2 - 1} ${HEIGHT - height - 5}l2.5 3.5h-5z` }));
  });
  return { svg, from: date(bars[0].from, unit), until: date(bars.at(-1).from, unit), unit };
}

/** With the spans between that had none. */
function filled(spans, step) {
  const bars = [];
  for (const span of spans) {
    for (let at = bars.length ? Date.parse(bars.at(-1).from) + step : Infinity; at < Date.parse(span.from); at += step) {
      bars.push({ from: new Date(at).toISOString(), reactions: 0, spike: false });
    }
    bars.push(span);
  }
  return bars;
}

function inWords(bars, unit, most) {
  const top = bars.find((bar) => bar.reactions === most);
  const spikes = bars.filter((bar) => bar.spike).length;
  return `Pace: ${count(most)} in the busiest ${unit}, ${date(top.from, unit)}${spikes ? `; ${many(spikes, 'spike')}` : ''}`;
}

function drawn(name, attributes) {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  return element;
}
