// What somebody said in one story, newest first: the stance with its change, the words with what decided it marked.

import { el } from './dom.js';
import { actorAddress, utteranceAddress } from './place.js';
import { decidingSpans, quotedWords } from './quoted.js';
import { label, sign } from './stance.js';
import { date, lag, many } from './words.js';

const UNDECIDED = 'unclear';

/** The list of reactions; `named` says who spoke at each. A change is marked where one actor's decided stance follows another. */
export function saidList(reactions, trigger, named) {
  const changes = changesOf(reactions);
  return el('ol', { class: 'said-list' }, reactions.map((item) => entry(item, trigger, named, changes.get(item.id))));
}

function changesOf(reactions) {
  const before = new Map();
  const changes = new Map();
  for (const item of [...reactions].reverse()) {
    if (item.stance !== UNDECIDED) {
      const last = before.get(item.actor.id);
      last && last !== item.stance && changes.set(item.id, last);
      before.set(item.actor.id, item.stance);
    }
  }
  return changes;
}

function entry(item, trigger, named, changedFrom) {
  return el(
    'li',
    { 'data-stance': item.stance },
    el(
      'p',
      { class: 'when' },
      el('span', { class: 'stance' }, sign(item.stance), label(item.stance)),
      changedFrom && el('span', { class: 'changed' }, 'changed from ', sign(changedFrom), ` ${label(changedFrom)}`),
      el('time', { class: 'quiet', datetime: item.saidAt }, date(item.saidAt, item.saidAtPrecision)),
      trigger && el('span', { class: 'quiet' }, lag(item, trigger)),
    ),
    el(
      'div',
      {},
      named && el('p', { class: 'by' }, el('a', { href: actorAddress(item.actor.id) }, item.actor.name), item.role && el('span', { class: 'quiet' }, `, ${item.role}`)),
      quotedWords(item, decidingSpans(item)),
      el(
        'p',
        { class: 'quiet' },
        el('a', { href: utteranceAddress(item.utterance), 'aria-label': `${many(item.reportCount, 'report')} of these words` }, many(item.reportCount, 'report')),
        ` by ${many(item.outletCount, 'outlet')}`,
        item.answers && ` · answers ${item.answers.actorName}`,
        item.pinned && ` · put here by ${item.pinned.by}`,
      ),
    ),
  );
}
