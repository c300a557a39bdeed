// A story inside somebody else's page: the newest reactions, live, and the way to all of them.

import { get } from './api.js';
import { arrange, el } from './dom.js';
import { reactionElement } from './reaction.js';
import { Reactions } from './reactions.js';
import { follow } from './stream.js';
import { many } from './words.js';

const SHOWN = 20;
const TOGETHER = 100;

const id = decodeURIComponent(location.pathname.replace(/^\/embed\//, ''));
const path = `/api/v1/stories/${encodeURIComponent(id)}`;
const main = document.querySelector('main');

show().catch(() => main.replaceChildren(el('p', { class: 'quiet' }, 'This story is not here, or not at the moment.')));

async function show() {
  const story = await get(path);
  const trigger = story.triggerEvent;
  const reactions = new Reactions();
  const elements = new Map();
  const list = el('ol', { class: 'items' });
  const state = el('p', { class: 'quiet' }, 'Nobody has reacted yet.');
  document.title = story.title;
  main.replaceChildren(
    el('p', { class: 'trigger-line', dir: 'auto' }, trigger.quote ? `${trigger.actor}: “${trigger.quote}”` : `${trigger.actor} ${trigger.act}`),
    list,
    el('footer', {}, state, el('a', { href: `/stories/${encodeURIComponent(id)}`, target: '_blank', rel: 'noopener' }, 'All reactions')),
  );

  let timer = 0;
  let leftover = null;
  (await get(`${path}/reactions?limit=${SHOWN}`)).items.forEach((item) => reactions.put(item));
  render();
  follow(`/api/v1/stream?story=${encodeURIComponent(id)}`, {
    begin() {
      leftover = new Set(reactions.byId.keys());
    },
    event(name, data) {
      if (name === 'reaction') {
        leftover?.delete(data.id);
        elements.delete(data.id);
        reactions.put(data);
      } else if (name === 'retraction') {
        reactions.remove(data.id);
      } else if (name === 'live') {
        leftover?.forEach((gone) => reactions.remove(gone));
        leftover = null;
      }
      timer ||= setTimeout(render, TOGETHER);
    },
    state() {},
  });

  function render() {
    timer = 0;
    const newest = reactions.sorted.slice(0, SHOWN);
    const shown = new Set(newest.map((item) => item.id));
    [...elements.keys()].forEach((known) => shown.has(known) || elements.delete(known));
    arrange(list, newest.map(elementOf));
    if (reactions.size > 0) {
      state.textContent = many(reactions.size, 'reaction');
    }
  }

  function elementOf(item) {
    if (!elements.has(item.id)) {
      elements.set(item.id, reactionElement(item, trigger.at, toStory, false));
    }
    return elements.get(item.id);
  }

  function toStory() {
    window.open(`/stories/${encodeURIComponent(id)}`, '_blank', 'noopener');
  }
}
