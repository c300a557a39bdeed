// The pace: reactions over time, stacked by stance, spikes marked; a part that is chosen narrows the feed.

import { el, svg } from './dom.js';
import { STANCES, inWords } from './stance.js';
import { date, many } from './words.js';

const HEIGHT = 56;
const MARK = 8;

export class Pace {
  constructor(filter) {
    this.filter = filter;
    this.bars = [];
    this.focused = 0;
    this.anchor = null;
    this.dragged = null;
    this.slots = 1;
    this.drawing = svg('svg', { class: 'pace-bars', role: 'group', 'aria-label': 'Reactions over time', preserveAspectRatio: 'none' });
    this.drawing.addEventListener('pointerdown', (event) => this.press(event));
    this.drawing.addEventListener('pointermove', (event) => this.drag(event));
    this.drawing.addEventListener('pointerup', () => this.release());
    this.drawing.addEventListener('pointercancel', () => ((this.dragged = null), this.mark()));
    this.drawing.addEventListener('keydown', (event) => this.key(event));
    this.told = el('p', { class: 'quiet' }, 'No reactions yet');
    this.element = el(
      'section',
      { class: 'pace', 'aria-labelledby': 'pace-title' },
      el('header', {}, el('h2', { id: 'pace-title' }, 'Pace'), this.told),
      this.drawing,
    );
  }

  show(course, summary) {
    this.width = course.widthSeconds * 1000;
    const spikes = ['minutes', 'hours', 'days']
      .flatMap((unit, i) => (summary.pace?.[unit] ?? []).map((each) => ({ ...each, length: [60, 3600, 86400][i] * 1000 })))
      .filter((each) => each.spike)
      .map((each) => ({ from: Date.parse(each.from), until: Date.parse(each.from) + each.length }));
    this.bars = course.spans.map(({ from, stances }) => {
      const at = Date.parse(from);
      return {
        from: at,
        until: at + this.width,
        stances,
        total: Object.values(stances).reduce((sum, n) => sum + n, 0),
        spike: spikes.some((spike) => spike.from < at + this.width && spike.until > at),
      };
    });
    this.render();
  }

  render() {
    if (this.bars.length === 0) {
      this.drawing.replaceChildren();
      this.told.textContent = 'No reactions yet';
      return;
    }
    const first = this.bars[0].from;
    this.slots = Math.max(12, (this.bars.at(-1).until - first) / this.width);
    const most = Math.max(...this.bars.map((bar) => bar.total));
    this.drawing.setAttribute('viewBox', `0 0 ${this.slots} ${HEIGHT + MARK}`);
    const had = this.drawing.contains(document.activeElement);
    this.focused = Math.min(this.focused, this.bars.length - 1);
    this.drawing.replaceChildren(...this.bars.map((bar, i) => this.bar(bar, (bar.from - first) / this.width, most, i)));
    this.mark();
    had && this.drawing.children[this.focused]?.focus();
    const spikes = this.bars.filter((bar) => bar.spike).length;
    this.told.textContent = `${date(new Date(first).toISOString())} – ${date(new Date(this.bars.at(-1).from).toISOString())}${spikes ? `, ${many(spikes, 'spike')} ▲` : ''}`;
  }

  bar(bar, x, most, index) {
    const { from, until } = this.chosen();
    const group = svg('g', {
      class: 'pace-bar',
      role: 'button',
      tabindex: index === this.focused ? '0' : '-1',
      'aria-pressed': String(bar.from >= from && bar.until <= until && until < Infinity),
      'aria-label': `${date(new Date(bar.from).toISOString())}: ${many(bar.total, 'reaction')}, ${inWords(bar.stances)}${bar.spike ? ', a spike' : ''}`,
    });
    const title = svg('title', {});
    title.textContent = group.getAttribute('aria-label');
    group.append(title, svg('rect', { class: 'reach', x, y: 0, width: 1, height: HEIGHT + MARK }));
    let y = HEIGHT + MARK;
    for (const stance of STANCES) {
      const height = ((bar.stances[stance] ?? 0) / most) * HEIGHT;
      if (height > 0) {
        y -= height;
        group.append(svg('rect', { class: 'part', 'data-stance': stance, x: x + 0.08, y, width: 0.84, height }));
      }
    }
    bar.spike && group.append(svg('path', { class: 'spike', d: `M${x + 0.5} ${y - 7} l.35 5 h-.7 Z` }));
    return group;
  }

  chosen() {
    if (this.dragged) {
      const { start, end } = this.dragged;
      return { from: Math.min(start, end), until: Math.max(start, end) + 1 };
    }
    const { from, until } = this.filter.values;
    return { from: from ? Date.parse(from) : -Infinity, until: until ? Date.parse(until) : Infinity };
  }

  /** A drag marks a part of the time; the feed is narrowed to it when the pointer is let go. */
  press(event) {
    const at = this.at(event);
    if (event.button === 0 && at !== null) {
      this.drawing.setPointerCapture(event.pointerId);
      this.dragged = { start: at, end: at };
      this.mark();
    }
  }

  drag(event) {
    if (this.dragged) {
      this.dragged.end = this.at(event);
      this.mark();
    }
  }

  release() {
    if (!this.dragged) {
      return;
    }
    const { start, end } = this.dragged;
    this.dragged = null;
    this.anchor = null;
    const first = this.bars.findIndex((bar) => bar.until > Math.min(start, end));
    const last = this.bars.findLastIndex((bar) => bar.from <= Math.max(start, end));
    if (first <= last && first >= 0) {
      this.focused = first;
      this.choose(first, last);
    } else {
      this.filter.set({ from: null, until: null });
    }
  }

  /** Which moment is under the pointer. */
  at(event) {
    const box = this.drawing.getBoundingClientRect();
    const share = Math.min(0.999999, Math.max(0, (event.clientX - box.left) / box.width));
    return this.bars.length ? this.bars[0].from + share * this.slots * this.width : null;
  }

  /** Shows which bars lie outside of what is chosen. */
  mark() {
    const { from, until } = this.chosen();
    this.bars.forEach((bar, i) => this.drawing.children[i].classList.toggle('outside', bar.until <= from || bar.from >= until));
  }

  key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (step) {
      event.preventDefault();
      const before = this.focused;
      this.focused = Math.min(this.bars.length - 1, Math.max(0, this.focused + step));
      if (event.shiftKey) {
        this.anchor ??= before;
        this.choose(Math.min(this.anchor, this.focused), Math.max(this.anchor, this.focused));
      } else {
        this.anchor = null;
        this.render();
      }
      this.drawing.children[this.focused].focus();
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.anchor = null;
      this.choose(this.focused, this.focused);
    } else if (event.key === 'Escape') {
      this.filter.set({ from: null, until: null });
    }
  }

  /** Narrows to these bars; choosing the one that is chosen widens again. */
  choose(first, last) {
    const from = new Date(this.bars[first].from).toISOString();
    const until = new Date(this.bars[last].until).toISOString();
    const same = this.filter.is('from', from) && this.filter.is('until', until);
    this.filter.set(same ? { from: null, until: null } : { from, until });
  }
}
