// The table by country and organisation: official position, and how the others there stand.

import { arrange, el } from './dom.js';
import { bar, label, sign, updateBar } from './stance.js';
import { count, flagOf, many, nameOf } from './words.js';

export class Countries {
  constructor(filter) {
    this.filter = filter;
    this.items = [];
    this.rows = new Map();
    this.organisations = el('tbody');
    this.countries = el('tbody');
    this.table = el(
      'table',
      { class: 'ledger', hidden: true },
      el('caption', { class: 'unseen' }, 'Official position and reactions of each country and organisation'),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          el('th', { class: 'mark' }, el('span', { class: 'unseen' }, 'Flag')),
          el('th', { scope: 'col' }, 'Official position'),
          el('th', { scope: 'col', class: 'shares' }, 'All'),
          el('th', { scope: 'col', class: 'number' }, el('span', { class: 'unseen' }, 'Reactions')),
        ),
      ),
      this.organisations,
      this.countries,
    );
    this.empty = el('p', { class: 'nothing quiet' }, 'Countries and organisations appear with their first reaction.');
    this.element = el(
      'section',
      { class: 'panel by-country', 'aria-labelledby': 'countries-title' },
      el('header', {}, el('h2', { id: 'countries-title' }, 'By country and organisation')),
      el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-labelledby': 'countries-title' }, this.empty, this.table),
    );
  }

  show(items) {
    this.items = items;
    this.render();
  }

  nameOf(code) {
    const item = this.items.find((each) => each.represents.code === code);
    return item ? nameOf(item.represents) : code;
  }

  render() {
    const sorted = [...this.items].sort(
      (a, b) => b.reactions - a.reactions || nameOf(a.represents).localeCompare(nameOf(b.represents)),
    );
    const of = (kind) => sorted.filter((item) => (item.represents.kind === 'country') === (kind === 'country'));
    arrange(this.organisations, of('organisation').map((item) => this.row(item)));
    arrange(this.countries, of('country').map((item) => this.row(item)));
    this.organisations.hidden = this.organisations.childElementCount === 0;
    this.table.hidden = sorted.length === 0;
    this.empty.hidden = sorted.length > 0;
  }

  row(item) {
    const { code } = item.represents;
    const row = this.rows.get(code) ?? this.newRow(item);
    this.rows.set(code, row);
    const { stance, actorName } = item.officialPosition;
    row.position.replaceChildren(
      sign(stance),
      el('span', { class: 'clip' }, el('span', { class: 'label' }, label(stance)), ` · ${actorName}`),
    );
    updateBar(row.bar, item.stances);
    row.dissent.textContent = item.dissenters ? many(item.dissenters, 'dissents', 'dissent') : '';
    row.dissent.title = item.dissent.map((each) => `${each.actorName}: ${label(each.stance)}`).join('\n');
    row.number.textContent = count(item.reactions);
    row.element.classList.toggle('chosen', this.filter.is('represents', code));
    row.button.setAttribute('aria-pressed', String(this.filter.is('represents', code)));
    return row.element;
  }

  newRow(item) {
    const { code, name } = item.represents;
    const position = el('div', { class: 'position' });
    const shares = bar(item.stances, true);
    const dissent = el('p', { class: 'dissent quiet' });
    const number = el('td', { class: 'number' });
    const button = el(
      'button',
      { class: 'row-name', type: 'button', title: name, onclick: () => this.filter.toggle('represents', code) },
      nameOf(item.represents),
    );
    const element = el(
      'tr',
      {},
      el('td', { class: 'mark' }, el('span', { class: 'flag', 'aria-hidden': 'true' }, flagOf(item.represents))),
      el('th', { scope: 'row' }, button, position),
      el('td', { class: 'shares' }, shares, dissent),
      number,
    );
    return { element, position, bar: shares, dissent, number, button };
  }
}
