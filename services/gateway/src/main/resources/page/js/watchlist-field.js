// Whose reaction is expected: groups to tick, countries, organisations and actors to add.

import { all } from './api.js';
import { el } from './dom.js';

const GROUPS = ['NATO', 'EU', 'G7', 'G20', 'UNSC', 'CSTO', 'BRICS', 'AU'];
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const NO_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);

export class WatchlistField {
  constructor(watchlist, changed) {
    this.changed = changed;
    this.names = new Map();
    this.others = watchlist.filter((each) => !GROUPS.includes(each));
    this.groups = GROUPS.map((name) =>
      el('input', { type: 'checkbox', id: `group-${name}`, value: name, checked: watchlist.includes(name), onchange: changed }),
    );
    this.options = el('datalist', { id: 'expected' });
    this.input = el('input', {
      id: 'field-watchlist',
      list: 'expected',
      autocomplete: 'off',
      'aria-describedby': 'field-watchlist-wrong',
      onkeydown: (event) => event.key === 'Enter' && (event.preventDefault(), this.add()),
      onchange: () => this.names.has(this.input.value.trim().toLowerCase()) && this.add(),
    });
    this.chips = el('ul', { class: 'chosen', 'aria-label': 'Also expected' });
    this.element = el(
      'fieldset',
      { 'data-pointer': '/watchlist' },
      el('legend', {}, 'Whose reaction is expected'),
      el(
        'div',
        { class: 'ticks' },
        this.groups.map((input) => el('span', {}, input, el('label', { for: input.id }, input.value))),
      ),
      el('label', { for: 'field-watchlist' }, 'Also a country, an organisation or a person'),
      el('div', { class: 'beside' }, this.input, el('button', { type: 'button', class: 'act', onclick: () => this.add() }, 'Add')),
      el('p', { class: 'wrong', id: 'field-watchlist-wrong', hidden: true }),
      this.options,
      this.chips,
    );
    this.offer(countries());
    this.render();
    all('/api/v1/stories/all/actors')
      .then((items) => this.offer(items.map(({ actor }) => [actor.id, actor.name])))
      .catch(() => {});
  }

  /** What is chosen: groups, then the others in the order they were added. */
  value() {
    return [...this.groups.filter((input) => input.checked).map((input) => input.value), ...this.others];
  }

  offer(pairs) {
    pairs.forEach(([id, name]) => this.names.set(name.toLowerCase(), id).set(id.toLowerCase(), id));
    this.shown = new Map([...(this.shown ?? []), ...pairs]);
    this.options.append(...pairs.map(([, name]) => el('option', { value: name })));
    this.render();
  }

  /** A name that is known becomes its code; what is not known is taken as a code or an id. */
  add() {
    const text = this.input.value.trim();
    const id = this.names.get(text.toLowerCase()) ?? text;
    if (text && !this.value().includes(id)) {
      this.others = [...this.others, id];
      this.render();
      this.changed();
    }
    this.input.value = '';
  }

  drop(id) {
    this.others = this.others.filter((each) => each !== id);
    this.render();
    this.changed();
    this.input.focus();
  }

  render() {
    this.chips.hidden = this.others.length === 0;
    this.chips.replaceChildren(
      ...this.others.map((id) => {
        const name = this.shown.get(id) ?? id;
        return el(
          'li',
          {},
          el('button', { type: 'button', 'aria-label': `Take ${name} away`, onclick: () => this.drop(id) }, name, el('span', { 'aria-hidden': 'true' }, ' ×')),
        );
      }),
    );
  }
}

/** Codes and names of countries in the reader's language. */
function countries() {
  const regions = new Intl.DisplayNames(navigator.languages, { type: 'region', fallback: 'none' });
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    .filter((code) => !NO_COUNTRIES.has(code))
    .map((code) => [code, regions.of(code)])
    .filter(([, name]) => name)
    .sort(([, a], [, b]) => a.localeCompare(b));
}
