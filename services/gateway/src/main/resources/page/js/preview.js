// What a query would catch of what was said, shown while it is typed.

import { post } from './api.js';
import { el } from './dom.js';
import { flag } from './flag.js';
import { quotedWords } from './quoted.js';
import { count, date, many, nameOf } from './words.js';

const AFTER = 250;
const BUSY = 1500;

export class Preview {
  /** `wrong(reason)` says what is wrong with the query, or that nothing is when the reason is empty. */
  constructor(wrong) {
    this.wrong = wrong;
    this.timer = 0;
    this.said = el('p', { class: 'caught', role: 'status' }, 'Looking …');
    this.newest = el('ol', {});
    this.element = el(
      'section',
      { class: 'preview', 'aria-labelledby': 'preview-title' },
      el('h2', { id: 'preview-title' }, 'What it catches so far'),
      this.said,
      this.newest,
    );
  }

  /** Asks, once the reader pauses; a question asked before is given up. */
  ask(question) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(question), AFTER);
  }

  async send(question) {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.element.setAttribute('aria-busy', 'true');
    try {
      this.show(await post('/api/v1/preview', question, asking.signal), question);
      this.wrong('');
    } catch (problem) {
      this.fail(problem, question);
    }
    this.asking === asking && this.element.removeAttribute('aria-busy');
  }

  fail(problem, question) {
    if (problem.name === 'AbortError') {
      return;
    }
    if (problem.pointer === '/query') {
      this.wrong(problem.message);
      this.said.textContent = 'The query can’t be understood yet.';
      this.newest.replaceChildren();
    } else if (problem.pointer) {
      this.said.textContent = 'Shown once the times above are right.';
      this.newest.replaceChildren();
    } else {
      this.said.textContent = `Not known at the moment: ${problem.message}. Trying again.`;
      this.timer = setTimeout(() => this.send(question), BUSY);
    }
  }

  show(answer, question) {
    const all = answer.looked === answer.of;
    const of = all ? many(answer.of, 'utterance') : `the newest ${many(answer.looked, 'utterance')}`;
    this.said.replaceChildren(
      el('strong', {}, count(answer.caught)),
      ` of ${of} that officials made${question.from ? ' in this time' : ''}` +
        (answer.caught ? `, by ${many(answer.actors, 'speaker')} for ${many(answer.represented, 'country or organisation', 'countries and organisations')}` : '') +
        (all ? '.' : `; ${count(answer.of - answer.looked)} earlier ones were not looked at.`) +
        (question.query.trim() ? '' : ' An empty query catches everything.'),
    );
    this.newest.replaceChildren(...answer.newest.map(item));
    answer.of === 0 &&
      this.newest.append(el('li', { class: 'quiet' }, 'Nothing was said in this time yet. What comes later is caught as it arrives.'));
  }
}

function item(said) {
  return el(
    'li',
    {},
    quotedWords(said),
    el(
      'p',
      { class: 'quiet' },
      flag(said.represents),
      `${said.actor.name}, ${nameOf(said.represents)} · ${date(said.saidAt, said.saidAtPrecision)}`,
    ),
  );
}
