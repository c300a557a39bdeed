// Shows the view that the address names; its module is fetched only then.

import { notice } from './notice.js';
import { el } from './dom.js';

/** The first that fits is shown: its module, and what of it is called with the main element and the parts of the path. */
const VIEWS = [
  [/^\/$/, () => import('./stories.js'), ({ showStories }, main) => showStories(main, { stay: location.search === '?list' })],
  [/^\/sources$/, () => import('./sources.js'), ({ showSources }, main) => showSources(main)],
  [/^\/stories\/new$/, () => import('./story-form.js'), ({ showNewStory }, main) => showNewStory(main)],
  [/^\/stories\/([^/]+)\/edit$/, () => import('./story-form.js'), ({ showStoryForm }, main, id) => showStoryForm(main, id)],
  [/^\/stories\/([^/]+)\/roundup$/, () => import('./roundup.js'), ({ showRoundUp }, main, id) => showRoundUp(main, id)],
  [/^\/actors\/([^/]+)$/, () => import('./actor.js'), ({ showActor }, main, id) => showActor(main, id)],
  [/^\/countries\/([^/]+)$/, () => import('./country.js'), ({ showCountry }, main, code) => showCountry(main, code)],
  [/^\/utterances\/([^/]+)$/, () => import('./utterance.js'), ({ showUtterance }, main, id) => showUtterance(main, id)],
  [/^\/stories\/([^/]+)$/, loadStory, ({ showStory }, main, id) => showStory(main, id)],
];

/** All that the view of a story imports: asked for together, since one that names the next would cost a way each. */
const STORY_PARTS = [
  'actors', 'address', 'announcer', 'api', 'connection', 'countries', 'feed', 'filter', 'flag', 'narrowing', 'pace', 'place',
  'quoted', 'reaction', 'reactions', 'shown', 'stance', 'stream', 'time', 'trigger', 'waiting', 'watchlist', 'words',
];

function loadStory() {
  document.head.append(...STORY_PARTS.map((name) => el('link', { rel: 'modulepreload', href: `/page/js/${name}.js` })));
  return import('./story.js');
}

const main = document.querySelector('main');
const [pattern, load, show] = VIEWS.find(([each]) => each.test(location.pathname)) ?? [];
if (pattern) {
  show(await load(), main, ...pattern.exec(location.pathname).slice(1).map(decodeURIComponent));
} else {
  main.replaceChildren(notice('There is no such page', 'The address may be mistyped.', el('p', {}, el('a', { href: '/?list' }, 'All stories'))));
}
