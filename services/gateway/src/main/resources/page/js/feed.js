// The feed: what was said, newest first, with what arrives sliding in.

import { arrange, el } from './dom.js';
import { Narrowing } from './narrowing.js';
import { reactionElement } from './reaction.js';
import { before } from './reactions.js';
import { date, many } from './words.js';

const PART = 60;
const LIT_FOR = 5000;

export class Feed {
  constructor(story, filter, nameOfChoice, more) {
    this.trigger = story.triggerEvent.at;
    this.filter = filter;
    this.nameOfChoice = nameOfChoice;
    this.fetchMore = more;
    this.elements = new Map();
    this.items = [];
    this.waiting = [];
    this.shown = PART;
    this.unread = 0;
    this.settled = false;
    this.paused = false;

    this.narrowing = new Narrowing(filter);
    this.list = el('ol', { class: 'items' });
    this.end = el('div', { class: 'end' });
    this.complaint = el('p', { class: 'complaint', role: 'alert', hidden: true });
    this.empty = el('div', { class: 'nothing', hidden: true });
    this.scroll = el(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Reactions, newest first' },
      this.empty,
      this.list,
      this.complaint,
      this.end,
    );
    this.scroll.addEventListener('scroll', () => this.atTop() && this.setUnread(0), { passive: true });
    new IntersectionObserver((seen) => seen.at(-1).isIntersecting && this.showMore(), { rootMargin: '800px' }).observe(this.end);
    this.arrived = el('button', { class: 'arrived', type: 'button', hidden: true, onclick: () => this.toTop() });
    this.pause = el('button', { class: 'plain', type: 'button', 'aria-pressed': 'false', onclick: () => this.togglePause() }, 'Pause');
    this.chips = el('div', { class: 'chips' });
    this.element = el(
      'section',
      { class: 'panel feed', 'aria-labelledby': 'feed-title' },
      el('header', {}, el('h2', { id: 'feed-title' }, 'What was said'), this.chips, this.narrowing.element, this.pause),
      this.arrived,
      this.scroll,
    );
  }

  /** Shows what of the known reactions the filter lets through, down to the last that was fetched. */
  show(reactions, pages, { fresh = new Set(), changed = new Set() } = {}) {
    this.known = reactions;
    const open = new Set([...changed].filter((id) => this.forget(id)));
    const horizon = pages.ended ? null : pages.horizon;
    const items = reactions.sorted.filter((item) => this.filter.accepts(item) && (!horizon || before(item, horizon) <= 0));
    this.pages = pages;
    if (this.paused && !this.toldAll) {
      this.waiting = items;
      const held = new Set(this.items.map((item) => item.id));
      const more = items.filter((item) => !held.has(item.id)).length;
      this.pause.textContent = more ? `Resume, ${many(more, 'new reaction')}` : 'Resume';
      return;
    }
    this.toldAll = false;
    this.items = items;
    this.render(fresh, open);
  }

  render(fresh = new Set(), open = new Set()) {
    const focus = this.focusMark();
    const visible = this.items.slice(0, this.shown);
    const wasAtTop = this.atTop();
    arrange(this.list, visible.map((item) => this.elementOf(item, fresh.has(item.id), open.has(item.id))));
    this.renderEmpty();
    this.renderChips();
    this.restoreFocus(focus);
    const arrivals = visible.filter((item) => fresh.has(item.id)).length;
    if (arrivals && !wasAtTop) {
      this.setUnread(this.unread + arrivals);
    }
  }

  elementOf(item, fresh, open) {
    let element = this.elements.get(item.id);
    if (!element) {
      element = reactionElement(item, this.trigger, (kind, value) => this.filter.toggle(kind, value), open);
      this.elements.set(item.id, element);
      if (fresh) {
        element.classList.add('lit', 'arriving');
        setTimeout(() => element.classList.remove('lit', 'arriving'), LIT_FOR);
      }
    }
    return element;
  }

  /** A reaction changed or went: its element is made anew. Whether it was unfolded. */
  forget(id) {
    const element = this.elements.get(id);
    this.elements.delete(id);
    return element?.querySelector('.reported')?.getAttribute('aria-expanded') === 'true';
  }

  forgetAll() {
    this.elements.clear();
  }

  /** Another filter or another moment: from the top again. */
  begin() {
    this.shown = PART;
    this.complaint.hidden = true;
    this.toldAll = true;
    this.narrowing.render();
    this.scrolls() && (this.scroll.scrollTop = 0);
    this.setUnread(0);
  }

  async showMore() {
    if (!this.pages || (this.shown >= this.items.length && this.pages.ended)) {
      return;
    }
    const enough = this.shown + PART <= this.items.length;
    this.shown += PART;
    enough || this.pages.ended ? this.render() : await this.fetchMore();
    // Still in sight: the observer does not tell the same thing twice.
    const box = this.end.getBoundingClientRect();
    if (box.top < innerHeight + 400 && box.height > 0 && this.shown < this.items.length + PART) {
      requestAnimationFrame(() => this.showMore());
    }
  }

  complain(problem, again) {
    this.complaint.hidden = false;
    this.complaint.replaceChildren(
      `More can’t be fetched: ${problem.message}. `,
      el('button', { type: 'button', class: 'plain', onclick: () => ((this.complaint.hidden = true), again()) }, 'Try again'),
    );
  }

  renderEmpty() {
    const loading = !this.settled || (this.items.length === 0 && !this.pages?.ended);
    this.empty.hidden = this.items.length > 0;
    if (this.empty.hidden) {
      return;
    }
    if (loading) {
      this.empty.replaceChildren(el('p', { class: 'quiet' }, 'Loading …'));
      return;
    }
    const narrowed = this.filter.chosen().length > 0;
    this.empty.replaceChildren(
      el('p', { class: 'said' }, narrowed ? 'Nothing fits this filter.' : 'Nobody has reacted yet.'),
      el('p', { class: 'quiet' }, narrowed ? 'Take one away to see more.' : 'What officials say appears here by itself, as soon as it is read.'),
    );
  }

  renderChips() {
    const chips = this.filter
      .chosen()
      .filter(([kind]) => ['stance', 'represents', 'actor'].includes(kind))
      .map(([kind, value]) => this.chip(this.nameOfChoice(kind, value), { [kind]: null }));
    const { from, until } = this.filter.values;
    if (from || until) {
      chips.push(this.chip([from && date(from), until && date(until)].filter(Boolean).join(' – '), { from: null, until: null }));
    }
    arrange(this.chips, chips);
  }

  chip(name, without) {
    return el(
      'button',
      { type: 'button', 'aria-label': `Stop showing only ${name}`, onclick: () => this.filter.set(without) },
      name,
      el('span', { 'aria-hidden': 'true' }, '×'),
    );
  }

  /** The snapshot is there: from now on, empty means empty. */
  settle() {
    this.settled = true;
  }

  togglePause() {
    this.paused = !this.paused;
    this.pause.setAttribute('aria-pressed', String(this.paused));
    this.pause.textContent = this.paused ? 'Resume' : 'Pause';
    if (!this.paused) {
      this.items = this.waiting.length ? this.waiting : this.items;
      this.waiting = [];
      this.render();
    }
  }

  atTop() {
    return this.scrolls() ? this.scroll.scrollTop < 40 : this.element.getBoundingClientRect().top > -40;
  }

  toTop() {
    const smooth = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
    this.scrolls() ? this.scroll.scrollTo({ top: 0, behavior: smooth }) : this.element.scrollIntoView({ behavior: smooth });
    this.setUnread(0);
  }

  scrolls() {
    return getComputedStyle(this.scroll).overflowY === 'auto';
  }

  setUnread(count) {
    if (count === this.unread) {
      return;
    }
    this.unread = count;
    this.arrived.hidden = count === 0;
    this.arrived.textContent = `${many(count, 'new reaction')} ↑`;
  }

  /** A reaction that is made anew keeps the focus that was in it. */
  focusMark() {
    const inside = document.activeElement?.closest?.('.reaction');
    return inside && this.list.contains(inside)
      ? { id: inside.dataset.id, index: [...inside.querySelectorAll('button, a')].indexOf(document.activeElement) }
      : null;
  }

  restoreFocus(mark) {
    if (mark && !this.list.contains(document.activeElement)) {
      this.elements.get(mark.id)?.querySelectorAll('button, a')[mark.index]?.focus({ preventScroll: true });
    }
  }
}
