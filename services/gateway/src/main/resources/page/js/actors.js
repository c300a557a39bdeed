// The list of those who spoke, the highest rank first.

import { arrange, el } from './dom.js';
import { flag } from './flag.js';
import { label, sign } from './stance.js';
import { count, date, many, nameOf } from './words.js';

const PART = 100;

export class Actors {
  constructor(filter) {
    this.filter = filter;
    this.items = [];
    this.rows = new Map();
    this.shown = PART;
    this.more = el('button', { class: 'more', type: 'button', hidden: true, onclick: () => this.showMore() });
    this.body = el('tbody');
    this.table = el(
      'table',
      { class: 'ledger actors', hidden: true },
      el('caption', { class: 'unseen' }, 'Stance of each actor, the highest rank first'),
      el(
        'thead',
        { class: 'unseen' },
        el(
          'tr',
          {},
          el('th', { scope: 'col', class: 'mark' }, 'Stance'),
          el('th', { scope: 'col' }, 'Actor'),
          el('th', { scope: 'col', class: 'number' }, 'Reactions'),
        ),
      ),
      this.body,
    );
    this.empty = el('p', { class: 'nothing quiet' }, 'Actors appear with their first reaction.');
    this.element = el(
      'section',
      { class: 'panel by-actor', 'aria-labelledby': 'actors-title' },
      el('header', {}, el('h2', { id: 'actors-title' }, 'By actor')),
      el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-labelledby': 'actors-title' }, this.empty, this.table, this.more),
    );
  }

  show(items) {
    this.items = items;
    this.render();
  }

  showMore() {
    this.shown += PART;
    this.render();
  }

  nameOf(id) {
    return this.items.find((each) => each.actor.id === id)?.actor.name ?? id;
  }

  render() {
    const sorted = [...this.items].sort(
      (a, b) => b.rank - a.rank || b.reactions - a.reactions || a.actor.name.localeCompare(b.actor.name),
    );
    arrange(this.body, sorted.slice(0, this.shown).map((item) => this.row(item)));
    this.more.hidden = sorted.length <= this.shown;
    this.more.textContent = `${many(sorted.length - this.shown, 'more actor')}`;
    this.table.hidden = sorted.length === 0;
    this.empty.hidden = sorted.length > 0;
  }

  row(item) {
    const { id } = item.actor;
    const chosen = this.filter.is('actor', id);
    const known = this.rows.get(id);
    if (known?.item === item && known.chosen === chosen) {
      return known.element;
    }
    const focused = known?.element.contains(document.activeElement);
    const drawn = flag(item.represents, nameOf(item.represents));
    const element = el(
      'tr',
      { class: chosen && 'chosen' },
      el('td', { class: 'mark' }, sign(item.stance, true)),
      el(
        'th',
        { scope: 'row' },
        el(
          'button',
          { class: 'row-name', type: 'button', 'aria-pressed': String(chosen), onclick: () => this.filter.toggle('actor', id) },
          item.actor.name,
        ),
        el(
          'div',
          { class: 'quiet clip' },
          drawn,
          [drawn ? null : nameOf(item.represents), item.role].filter(Boolean).join(' · ') || label(item.stance),
        ),
        item.changed && el('div', { class: 'changed' }, 'was ', sign(item.changed.from), ` ${label(item.changed.from)}, ${date(item.changed.saidAt, item.changed.saidAtPrecision)}`),
      ),
      el('td', { class: 'number quiet' }, count(item.reactions)),
    );
    known?.element.replaceWith(element);
    this.rows.set(id, { element, item, chosen });
    focused && element.querySelector('button').focus({ preventScroll: true });
    return element;
  }
}
