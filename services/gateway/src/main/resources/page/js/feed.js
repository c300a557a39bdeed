// The feed: what was said, newest first, with what arrives sliding in.

import { arrange, el } from './dom.js';
import { reactionElement } from './reaction.js';
import { many } from './words.js';

const PART = 60;
const LIT_FOR = 5000;

export class Feed {
  constructor(story, reactions, filter, nameOfChoice) {
    this.trigger = story.triggerEvent.at;
    this.reactions = reactions;
    this.filter = filter;
    this.nameOfChoice = nameOfChoice;
    this.elements = new Map();
    this.shown = PART;
    this.unread = 0;
    this.settled = false;

    this.list = el('ol', { class: 'items' });
    this.more = el('button', { class: 'more', type: 'button', hidden: true, onclick: () => this.showMore() });
    this.empty = el('div', { class: 'nothing', hidden: true });
    this.scroll = el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Reactions, newest first' }, this.empty, this.list, this.more);
    this.scroll.addEventListener('scroll', () => this.atTop() && this.setUnread(0), { passive: true });
    this.arrived = el('button', { class: 'arrived', type: 'button', hidden: true, onclick: () => this.toTop() });
    this.chips = el('div', { class: 'chips' });
    this.element = el(
      'section',
      { class: 'panel feed', 'aria-labelledby': 'feed-title' },
      el('header', {}, el('h2', { id: 'feed-title' }, 'What was said'), this.chips),
      this.arrived,
      this.scroll,
    );
  }

  /** A reaction changed or went: its element is made anew. */
  forget(id) {
    const element = this.elements.get(id);
    if (element) {
      const open = element.querySelector('.reported')?.getAttribute('aria-expanded') === 'true';
      this.elements.delete(id);
      return open;
    }
    return false;
  }

  /** Shows the present state; `fresh` holds the ids that have just arrived, `open` those that were unfolded. */
  render(fresh = new Set(), open = new Set()) {
    const focus = this.focusMark();
    const items = this.reactions.sorted.filter((item) => this.filter.accepts(item));
    const visible = items.slice(0, this.shown);
    const wasAtTop = this.atTop();
    const elements = visible.map((item) => this.elementOf(item, fresh.has(item.id), open.has(item.id)));
    arrange(this.list, elements);
    this.more.hidden = items.length <= visible.length;
    this.more.textContent = `Show ${Math.min(PART, items.length - visible.length)} of ${many(items.length - visible.length, 'more reaction', 'more reactions')}`;
    this.renderEmpty(items.length);
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

  renderEmpty(count) {
    this.empty.hidden = count > 0 || !this.settled;
    if (this.empty.hidden) {
      return;
    }
    const narrowed = this.reactions.size > 0;
    this.empty.replaceChildren(
      el('p', { class: 'said' }, narrowed ? 'Nothing fits this filter.' : 'Nobody has reacted yet.'),
      el('p', { class: 'quiet' }, narrowed ? 'Take one away to see more.' : 'What officials say appears here by itself, as soon as it is read.'),
    );
  }

  renderChips() {
    arrange(
      this.chips,
      this.filter.chosen().map(([kind, value]) => {
        const name = this.nameOfChoice(kind, value);
        return el(
          'button',
          { type: 'button', 'aria-label': `Stop showing only ${name}`, onclick: () => this.filter.toggle(kind, value) },
          name,
          el('span', { 'aria-hidden': 'true' }, '×'),
        );
      }),
    );
  }

  showMore() {
    this.shown += PART;
    this.render();
  }

  /** The snapshot is there: from now on, empty means empty. */
  settle() {
    this.settled = true;
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
