// Shows the view that the address names.

import { showSources } from './sources.js';
import { showStories } from './stories.js';
import { showStory } from './story.js';

const main = document.querySelector('main');
const story = /^\/stories\/([^/]+)$/.exec(location.pathname);

if (location.pathname === '/sources') {
  showSources(main);
} else if (story) {
  showStory(main, decodeURIComponent(story[1]));
} else {
  showStories(main, { stay: location.search === '?list' });
}
