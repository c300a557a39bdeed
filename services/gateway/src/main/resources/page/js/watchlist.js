// Who was expected to react: who did, and who is silent, for how long.

import { arrange, el } from './dom.js';
import { flag } from './flag.js';
import { label, sign } from './stance.js';
import { count, lag, nameOf, span } from './words.js';

export class Watchlist {
  constructor(story, filter) {
    this.story = story;
    this.filter = filter;
    this.items = new Map();
    this.reacted = el('ol', { class: 'expected' });
    this.silent = el('ol', { class: 'expected silent' });
    this.title = el('h2', { id: 'watchlist-title' }, 'Watchlist');
    this.total = el('span', { class: 'quiet' });
    this.silence = el('h3', {});
    this.empty = el('p', { class: 'nothing quiet' });
    this.element = el(
      'section',
      { class: 'panel watchlist', 'aria-labelledby': 'watchlist-title' },
      el('header', {}, this.title, this.total),
      el(
        'div',
        { class: 'scroll', tabindex: '0', role: 'group', 'aria-labelledby': 'watchlist-title' },
        this.empty,
        this.reacted,
        this.silence,
        this.silent,
      ),
    );
  }

  /** Shows coverage as of a moment, or now where it is null. */
  show(coverage, moment, actors) {
    const names = this.story.watchlist ?? [];
    const { reacted = [], silent = [] } = coverage ?? {};
    this.empty.hidden = reacted.length + silent.length > 0;
    this.empty.textContent = names.length
      ? 'Who of those expected has reacted shows with the first reaction.'
      : 'Nobody is expected to react: this story has no watchlist.';
    this.total.textContent = this.empty.hidden
      ? `${names.slice(0, 3).join(', ')}: ${count(reacted.length)} of ${count(reacted.length + silent.length)}`
      : '';
    arrange(this.reacted, reacted.map(({ expected, first }) => this.item(expected, actors, first)));
    this.silence.hidden = silent.length === 0;
    this.silence.textContent = `Silent ${silent.length ? `for ${this.silentFor(moment)}` : ''}: ${count(silent.length)}`;
    arrange(this.silent, silent.map((expected) => this.item(expected, actors)));
  }

  silentFor(moment) {
    const end = Math.min(moment ? Date.parse(moment) : Date.now(), Date.parse(this.story.until ?? '9999-01-01'));
    return span(Math.max(0, end - Date.parse(this.story.triggerEvent.at)) / 1000);
  }

  item(expected, actors, first) {
    const represents = { code: expected, kind: /^[A-Z]{2}$/.test(expected) && expected !== 'EU' && expected !== 'UN' ? 'country' : 'organisation', name: expected };
    const kind = actors.has(expected) ? 'actor' : 'represents';
    const name = actors.get(expected)?.actor.name ?? nameOf(represents);
    const chosen = this.filter.is(kind, expected);
    const made = JSON.stringify([name, first, chosen]);
    const known = this.items.get(expected);
    if (known?.made === made) {
      return known.element;
    }
    const focused = known?.element.contains(document.activeElement);
    const element = this.make(expected, { name, represents, kind, chosen, first });
    known?.element.replaceWith(element);
    this.items.set(expected, { element, made });
    focused && element.querySelector('button')?.focus({ preventScroll: true });
    return element;
  }

  make(expected, { name, represents, kind, chosen, first }) {
    return el(
      'li',
      {},
      first ? sign(first.stance) : el('span', { class: 'sign', 'aria-hidden': 'true' }),
      flag(represents) ?? el('span'),
      first
        ? el(
            'button',
            {
              type: 'button',
              title: `${first.actorName}: ${label(first.stance)}`,
              'aria-pressed': String(chosen),
              onclick: () => this.filter.toggle(kind, expected),
            },
            name,
            el('span', { class: 'unseen' }, `, ${label(first.stance)}`),
          )
        : el('span', {}, name),
      first && el('span', { class: 'quiet lag' }, lag(first, this.story.triggerEvent.at)),
    );
  }
}
