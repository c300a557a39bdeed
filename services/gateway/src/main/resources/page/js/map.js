// The map: each country in the colour of its official position, with the position's sign on it.

import geoEqualEarth from 'd3-geo/projection/equalEarth.js';
import geoPath from 'd3-geo/path/index.js';
import { get } from './api.js';
import { el, svg } from './dom.js';
import { label, sign } from './stance.js';
import { nameOf } from './words.js';

const WIDTH = 640;
const HEIGHT = 312;
const SIGN = 9;
const SMALLEST_SIGN = 4;

/** What the map can be brought to: corners as longitude and latitude, west, south, east, north. */
const REGIONS = {
  World: null,
  Europe: [-11, 35, 41, 66],
  Americas: [-135, -50, -35, 62],
  Africa: [-18, -35, 52, 37],
  'Middle East': [25, 12, 63, 42],
  Asia: [60, -10, 148, 55],
};

export class WorldMap {
  constructor(filter) {
    this.filter = filter;
    this.items = [];
    this.shapes = new Map();
    this.signs = svg('g', { class: 'signs' });
    this.regions = el(
      'select',
      { 'aria-label': 'Part of the world', onchange: () => this.draw() },
      Object.keys(REGIONS).map((name) => el('option', {}, name)),
    );
    this.drawing = svg('svg', {
      class: 'map',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: 'img',
      'aria-label': 'Map of official positions; the table below says the same',
    });
    this.element = el('figure', { class: 'world' }, this.drawing, this.regions);
  }

  async load() {
    const { features } = await import('./topology.js');
    this.features = features(await get('/page/map/world.json'), 'countries');
    this.draw();
  }

  /** Draws the part of the world that is chosen. */
  draw() {
    const corners = REGIONS[this.regions.value];
    const middle = corners ? (corners[0] + corners[2]) / 2 : 11;
    const around = corners
      ? { type: 'MultiPoint', coordinates: edges(corners) }
      : { type: 'FeatureCollection', features: this.features };
    const projection = geoEqualEarth()
      .rotate([-middle, 0])
      .fitExtent(
        [
          [4, 4],
          [WIDTH - 4, HEIGHT - 4],
        ],
        around,
      )
      .clipExtent([
        [0, 0],
        [WIDTH, HEIGHT],
      ]);
    this.path = geoPath(projection);
    this.drawn = [];
    this.drawing.replaceChildren(...this.features.map((feature) => this.shape(feature)), this.signs);
    this.show(this.items);
  }

  shape(feature) {
    const title = svg('title', {});
    const shape = svg('path', { d: this.path(feature) ?? '', class: 'land' });
    shape.append(title);
    shape.addEventListener('click', () => shape.dataset.stance && this.filter.toggle('represents', feature.id));
    feature.id && this.shapes.set(feature.id, { shape, title, mark: this.mark(feature) });
    return shape;
  }

  /** Where the sign of a country stands, and how large; null where the country is out of sight. */
  mark(feature) {
    const piece = largest(feature, this.path);
    const area = this.path.area(piece);
    if (!area) {
      return null;
    }
    const [x, y] = this.path.centroid(piece);
    const size = Math.min(SIGN, Math.max(SMALLEST_SIGN, Math.sqrt(area) / 2));
    return { x: x - size / 2, y: y - size / 2, width: size, height: size };
  }

  /** Colours the countries. */
  show(items) {
    const drawn = [this.filter.values.represents, ...items];
    this.items = items;
    if (!this.path || (drawn.length === this.drawn.length && drawn.every((each, i) => each === this.drawn[i]))) {
      return;
    }
    this.drawn = drawn;
    const positions = new Map(items.map((item) => [item.represents.code, item]));
    const signs = [];
    for (const [code, { shape, title, mark }] of this.shapes) {
      const item = positions.get(code);
      const stance = item?.officialPosition.stance;
      stance ? (shape.dataset.stance = stance) : delete shape.dataset.stance;
      shape.classList.toggle('chosen', this.filter.is('represents', code));
      title.textContent = item
        ? `${nameOf(item.represents)}: ${label(stance)}, ${item.officialPosition.actorName}`
        : nameOf({ code, kind: 'country', name: code });
      if (item && mark) {
        const drawn = sign(stance);
        Object.entries(mark).forEach(([name, value]) => drawn.setAttribute(name, value));
        signs.push(drawn);
      }
    }
    this.signs.replaceChildren(...signs);
  }
}

/** Points along the edges of a part of the world. */
function edges([west, south, east, north]) {
  const steps = [0, 0.25, 0.5, 0.75, 1];
  return steps.flatMap((step) => [
    [west + (east - west) * step, south],
    [west + (east - west) * step, north],
  ]);
}

/** The largest piece of a country: France's sign stands in France, not between it and Guiana. */
function largest(feature, path) {
  if (feature.geometry.type === 'Polygon') {
    return feature;
  }
  const pieces = feature.geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }));
  return pieces.reduce((a, b) => (path.area(b) > path.area(a) ? b : a));
}
