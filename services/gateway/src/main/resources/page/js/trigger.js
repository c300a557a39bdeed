// The trigger event as a quotation, and below it the balance of stances.

import { el, outside } from './dom.js';
import { storyAddress } from './place.js';
import { STANCES, bar, label, sign, updateBar } from './stance.js';
import { count, date, many } from './words.js';

/** Id of the built-in story, which can't be changed. */
const EVERYTHING = 'all';

export class Trigger {
  constructor(story, filter) {
    this.filter = filter;
    const trigger = story.triggerEvent;
    this.bar = bar(story.summary.stances);
    this.buttons = new Map(STANCES.map((stance) => [stance, this.button(stance)]));
    this.totals = el('p', { class: 'totals' });
    this.element = el(
      'section',
      { class: 'trigger', 'aria-label': 'Trigger event' },
      el(
        'figure',
        {},
        el('blockquote', { class: 'quotation', dir: 'auto' }, trigger.quote ? `“${trigger.quote}”` : trigger.act),
        el(
          'figcaption',
          { class: 'source' },
          el('strong', {}, trigger.actor),
          ` · ${date(trigger.at)}`,
          trigger.url && [' · ', outside(trigger.url, 'source')],
          ' · ',
          el('a', { href: storyAddress(story.id, '/roundup') }, 'round-up'),
          story.id !== EVERYTHING && [' · ', el('a', { href: storyAddress(story.id, '/edit') }, 'change')],
        ),
      ),
      el(
        'div',
        { class: 'balance' },
        this.bar,
        el(
          'div',
          { class: 'figures' },
          el('div', { class: 'legend', role: 'group', 'aria-label': 'Show only one stance' }, ...this.buttons.values()),
          this.totals,
        ),
      ),
    );
    this.show(story.summary);
  }

  show(summary) {
    this.summary = summary;
    this.render();
  }

  render() {
    const { stances, reactions, actors, countries, organisations } = this.summary;
    updateBar(this.bar, stances);
    for (const [stance, button] of this.buttons) {
      const n = stances[stance] ?? 0;
      button.querySelector('strong').textContent = count(n);
      button.classList.toggle('zero', n === 0);
      button.setAttribute('aria-pressed', String(this.filter.is('stance', stance)));
    }
    this.totals.replaceChildren(
      el('strong', {}, many(reactions, 'reaction')),
      ` · ${many(actors, 'speaker')} · ${many(countries, 'country', 'countries')}, ${many(organisations, 'organisation')}`,
    );
  }

  button(stance) {
    return el(
      'button',
      { type: 'button', 'aria-pressed': 'false', onclick: () => this.filter.toggle('stance', stance) },
      sign(stance),
      el('span', {}, el('strong', {}, '0'), ` ${label(stance)}`),
    );
  }
}
