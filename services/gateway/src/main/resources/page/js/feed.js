// The feed: what was said, newest first, with what arrives sliding in.

import { arrange, el } from './dom.js';
import { Narrowing } from './narrowing.js';
import { reactionElement } from './reaction.js';
import { date, many } from './words.js';

const PART = 60;
const LIT_FOR = 5000;
/** More than so many in a second do not slide in: each that moves is a layer to draw, and nobody could follow them. */
const MOST_MOVING = 8;

export class Feed {
  constructor(story, filter, nameOfChoice, more) {
    this.trigger = story.triggerEvent.at;
    this.filter = filter;
    this.nameOfChoice = nameOfChoice;
    this.fetchMore = more;
    this.elements = new Map();
    this.items = [];
    this.all = [];
    this.shown = PART;
    /** What arrived, or changed, while it would have moved what is being read. */
    this.held = new Set();
    this.outdated = new Set();
    this.unread = 0;
    this.settled = false;
    this.paused = false;
    this.second = { began: 0, arrived: 0 };

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
    this.scroll.addEventListener('scroll', () => this.reachedTop(), { passive: true });
    window.addEventListener('scroll', () => this.reachedTop(), { passive: true });
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
    this.pages = pages;
    const items = (pages.ended ? reactions.sorted : reactions.downTo(pages.horizon)).filter((item) => this.filter.accepts(item));
    const reading = this.paused || (fresh.size > 0 && !this.atTop());
    if (reading) {
      items.forEach((item) => fresh.has(item.id) && this.held.add(item.id));
    }
    if (this.paused) {
      changed.forEach((id) => this.outdated.add(id));
    }
    const open = this.paused ? new Set() : new Set([...changed].filter((id) => this.forget(id)));
    this.all = items;
    this.items = this.held.size ? items.filter((item) => !this.held.has(item.id)) : items;
    this.countHeld();
    this.render(reading ? new Set() : fresh, open);
  }

  /** Says how many wait to be shown. */
  countHeld() {
    const count = this.held.size && this.all.filter((item) => this.held.has(item.id)).length;
    if (this.paused) {
      this.pause.textContent = count ? `Resume, ${many(count, 'new reaction')}` : 'Resume';
    }
    this.setUnread(this.paused ? 0 : count);
  }

  /** Shows what was held back. */
  release() {
    const open = new Set([...this.outdated].filter((id) => this.forget(id)));
    const fresh = new Set(this.held);
    this.outdated.clear();
    this.held.clear();
    this.items = this.all;
    this.setUnread(0);
    this.render(fresh, open);
  }

  reachedTop() {
    if (this.held.size && !this.paused && this.atTop()) {
      this.release();
    }
  }

  render(fresh = new Set(), open = new Set()) {
    const focus = this.focusMark();
    const staysOnTop = fresh.size > 0 && this.scrolls() && this.atTop();
    const visible = this.items.slice(0, this.shown);
    arrange(this.list, visible.map((item) => this.elementOf(item, fresh.has(item.id), open.has(item.id))));
    if (staysOnTop) {
      this.scroll.scrollTop = 0;
    }
    this.forgetUnseen(visible);
    this.renderEmpty();
    this.renderChips();
    this.restoreFocus(focus);
  }

  elementOf(item, fresh, open) {
    let element = this.elements.get(item.id);
    if (!element) {
      element = reactionElement(item, this.trigger, (kind, value) => this.filter.toggle(kind, value), open);
      this.elements.set(item.id, element);
      if (fresh) {
        element.classList.add('lit');
        element.classList.toggle('arriving', this.mayMove());
        setTimeout(() => element.classList.remove('lit', 'arriving'), LIT_FOR);
      }
    }
    return element;
  }

  mayMove() {
    const now = performance.now();
    if (now - this.second.began > 1000) {
      this.second = { began: now, arrived: 0 };
    }
    this.second.arrived += 1;
    return this.second.arrived <= MOST_MOVING;
  }

  /** A reaction changed or went: its element is made anew. Whether it was unfolded. */
  forget(id) {
    const element = this.elements.get(id);
    this.elements.delete(id);
    return element?.querySelector('.reported')?.getAttribute('aria-expanded') === 'true';
  }

  /** A page that is open all day does not keep an element of everything that passed. */
  forgetUnseen(visible) {
    if (this.elements.size > 2 * visible.length + PART) {
      const seen = new Set(visible.map((item) => item.id));
      [...this.elements.keys()].forEach((id) => seen.has(id) || this.elements.delete(id));
    }
  }

  forgetAll() {
    this.elements.clear();
  }

  /** Another filter or another moment: from the top again. */
  begin() {
    this.shown = PART;
    this.held.clear();
    this.outdated.clear();
    this.complaint.hidden = true;
    this.narrowing.render();
    this.scrolls() && (this.scroll.scrollTop = 0);
    this.setUnread(0);
  }

  async showMore() {
    if (!this.settled || (this.shown >= this.items.length && this.pages.ended)) {
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

  /** Says that what was said can't be fetched; without `again` it is tried again by itself. */
  complain(problem, again = null) {
    this.complaint.hidden = false;
    this.empty.hidden = true;
    this.complaint.replaceChildren(
      ...(again
        ? [
            `More can’t be fetched: ${problem.message}. `,
            el('button', { type: 'button', class: 'plain', onclick: () => ((this.complaint.hidden = true), again()) }, 'Try again'),
          ]
        : [`What was said can’t be fetched: ${problem.message}. Trying again every second.`]),
    );
  }

  renderEmpty() {
    const loading = !this.settled || (this.items.length === 0 && !this.pages.ended);
    this.empty.hidden = this.items.length > 0 || !this.complaint.hidden;
    if (this.empty.hidden) {
      return;
    }
    if (loading) {
      this.empty.replaceChildren(el('p', { class: 'quiet' }, 'Loading …'));
      return;
    }
    if (this.held.size) {
      this.empty.replaceChildren(el('p', { class: 'said' }, 'Nothing had come when this was paused.'));
      return;
    }
    const [said, quiet] =
      this.filter.chosen().length > 0
        ? ['Nothing fits this filter.', 'Take one away to see more.']
        : this.pages.moment
          ? ['Nobody had reacted by then.', 'Nothing of what officials said had been read at this moment.']
          : ['Nobody has reacted yet.', 'What officials say appears here by itself, as soon as it is read.'];
    this.empty.replaceChildren(el('p', { class: 'said' }, said), el('p', { class: 'quiet' }, quiet));
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

  /** The same chip each time, so that it keeps the focus. */
  chip(name, without) {
    const known = [...this.chips.children].find((each) => each.dataset.name === name);
    return (
      known ??
      el(
        'button',
        { type: 'button', 'data-name': name, 'aria-label': `Stop showing only ${name}`, onclick: () => this.drop(without) },
        name,
        el('span', { 'aria-hidden': 'true' }, '×'),
      )
    );
  }

  /** The chip that was pressed goes; who came by keyboard goes on from the feed. */
  drop(without) {
    this.filter.set(without);
    (this.chips.querySelector('button') ?? this.scroll).focus({ preventScroll: true });
  }

  /** The snapshot is there: from now on, empty means empty. */
  settle() {
    this.settled = true;
  }

  togglePause() {
    this.paused = !this.paused;
    this.pause.setAttribute('aria-pressed', String(this.paused));
    this.pause.textContent = this.paused ? 'Resume' : 'Pause';
    this.paused ? this.countHeld() : this.release();
  }

  atTop() {
    return this.scrolls() ? this.scroll.scrollTop < 8 : this.element.getBoundingClientRect().top > -8;
  }

  toTop() {
    const smooth = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
    this.release();
    this.scrolls() ? this.scroll.scrollTo({ top: 0, behavior: smooth }) : this.element.scrollIntoView({ behavior: smooth });
    this.scroll.focus({ preventScroll: true });
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
