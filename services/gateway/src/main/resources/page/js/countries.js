// By country and organisation: the map, the organisations as tiles, and the same as a table sorted by any column.

import { arrange, el } from './dom.js';
import { flag } from './flag.js';
import { STANCES, bar, label, sign, updateBar } from './stance.js';
import { count, lag, many, nameOf } from './words.js';

const MAP_AGAIN_AFTER = 5000;

/** How each column sorts; the first is what a click sorts by first. */
const ORDERS = {
  name: (a, b) => nameOf(a.represents).localeCompare(nameOf(b.represents)),
  position: (a, b) => STANCES.indexOf(a.officialPosition.stance) - STANCES.indexOf(b.officialPosition.stance),
  first: (a, b) => Date.parse(a.first.saidAt) - Date.parse(b.first.saidAt),
  reactions: (a, b) => b.reactions - a.reactions,
};
const COLUMNS = { name: 'Country', position: 'Position', first: 'First', reactions: 'All' };

export class Countries {
  constructor(filter, trigger) {
    this.filter = filter;
    this.trigger = trigger;
    this.items = [];
    this.rows = new Map();
    this.drawing = null;
    this.order = 'reactions';
    this.turned = false;
    this.place = el('div', { class: 'map-place' });
    this.tiles = el('ul', { class: 'tiles', 'aria-label': 'Organisations' });
    this.body = el('tbody');
    this.heads = Object.entries(COLUMNS).map(([name, text]) =>
      el(
        'th',
        { scope: 'col', class: `by-${name}` },
        el('button', { type: 'button', onclick: () => this.sortBy(name) }, text),
      ),
    );
    this.table = el(
      'table',
      { class: 'ledger', hidden: true },
      el('caption', { class: 'unseen' }, 'Official position and reactions of each country'),
      el('thead', {}, el('tr', {}, this.heads)),
      this.body,
    );
    this.empty = el('p', { class: 'nothing quiet' }, 'Countries and organisations appear with their first reaction.');
    this.element = el(
      'section',
      { class: 'panel by-country', 'aria-labelledby': 'countries-title' },
      el('header', {}, el('h2', { id: 'countries-title' }, 'By country')),
      el(
        'div',
        { class: 'scroll', tabindex: '0', role: 'group', 'aria-labelledby': 'countries-title' },
        this.place,
        this.empty,
        this.tiles,
        this.table,
      ),
    );
  }

  /** Asks for the map, once: its many files must not stand in the way of what is read first. */
  drawMap() {
    this.drawing ??= this.loadMap();
  }

  async loadMap() {
    try {
      const { WorldMap } = await import('./map.js');
      const map = new WorldMap(this.filter);
      await map.load();
      this.map = map;
      this.place.replaceChildren(map.element);
      map.show(this.items);
    } catch (problem) {
      // The table below says the same; the map comes once the gateway answers again.
      console.warn(problem.message);
      this.place.replaceChildren(el('p', { class: 'quiet' }, 'The map can’t be fetched; trying again.'));
      setTimeout(() => this.loadMap(), MAP_AGAIN_AFTER);
    }
  }

  show(items) {
    this.items = items;
    this.render();
  }

  nameOf(code) {
    const item = this.items.find((each) => each.represents.code === code);
    return item ? nameOf(item.represents) : code;
  }

  sortBy(name) {
    this.turned = this.order === name && !this.turned;
    this.order = name;
    this.render();
  }

  render() {
    const sorted = [...this.items].sort((a, b) => (this.turned ? -1 : 1) * ORDERS[this.order](a, b) || ORDERS.name(a, b));
    const isCountry = (item) => item.represents.kind === 'country';
    arrange(this.tiles, sorted.filter((item) => !isCountry(item)).map((item) => this.row(item, newTile)));
    arrange(this.body, sorted.filter(isCountry).map((item) => this.row(item, newRow)));
    this.heads.forEach((head, i) => {
      const mine = Object.keys(COLUMNS)[i] === this.order;
      mine ? head.setAttribute('aria-sort', this.turned ? 'descending' : 'ascending') : head.removeAttribute('aria-sort');
    });
    this.tiles.hidden = this.tiles.childElementCount === 0;
    this.table.hidden = this.body.childElementCount === 0;
    this.empty.hidden = sorted.length > 0;
    this.map?.show(this.items);
  }

  row(item, make) {
    const { code } = item.represents;
    const row = this.rows.get(code) ?? make(item, () => this.filter.toggle('represents', code));
    this.rows.set(code, row);
    const chosen = this.filter.is('represents', code);
    if (row.item === item && row.chosen === chosen) {
      return row.element;
    }
    Object.assign(row, { item, chosen });
    const { stance, actorName } = item.officialPosition;
    row.position.replaceChildren(
      sign(stance),
      el('span', { class: 'clip' }, el('span', { class: 'label' }, label(stance)), ` · ${actorName}`),
    );
    updateBar(row.bar, item.stances);
    row.dissent.textContent = item.dissenters ? many(item.dissenters, 'dissents', 'dissent') : '';
    row.dissent.title = item.dissent.map((each) => `${each.actorName}: ${label(each.stance)}`).join('\n');
    row.first.textContent = lag(item.first, this.trigger).replace(/ after$/, '');
    row.number.textContent = count(item.reactions);
    row.element.classList.toggle('chosen', chosen);
    row.button.setAttribute('aria-pressed', String(chosen));
    return row.element;
  }
}

/** What a row and a tile have in common. */
function parts(item, choose) {
  const { name } = item.represents;
  return {
    position: el('div', { class: 'position' }),
    bar: bar(item.stances, true),
    dissent: el('p', { class: 'dissent quiet' }),
    first: el('span', { class: 'quiet' }),
    number: el('span', { class: 'count' }),
    button: el('button', { class: 'row-name', type: 'button', title: name, onclick: choose }, nameOf(item.represents)),
  };
}

function newRow(item, choose) {
  const row = parts(item, choose);
  row.element = el(
    'tr',
    {},
    el(
      'th',
      { scope: 'row' },
      el('div', { class: 'named' }, flag(item.represents), row.button),
    ),
    el('td', {}, row.position),
    el('td', { class: 'first' }, row.first),
    el('td', { class: 'reactions' }, row.number, row.bar, row.dissent),
  );
  return row;
}

function newTile(item, choose) {
  const tile = parts(item, choose);
  tile.element = el('li', { class: 'tile' }, el('div', {}, tile.button, tile.number), tile.position, tile.bar, tile.first, tile.dissent);
  return tile;
}
