// Loads what a view needs; says so when it takes a moment, and tries again by itself.

import { notice } from './notice.js';

const QUIET_FOR = 400;
const AGAIN_AFTER = 2000;

/** What `load` gives in the end; a 404 is the caller's. Meanwhile `main` says what is going on. */
export async function untilLoaded(main, load) {
  const slow = setTimeout(() => main.replaceChildren(notice('Loading …')), QUIET_FOR);
  for (;;) {
    try {
      const loaded = await load();
      clearTimeout(slow);
      return loaded;
    } catch (problem) {
      if (problem.status === 404) {
        clearTimeout(slow);
        throw problem;
      }
      clearTimeout(slow);
      main.replaceChildren(
        problem.status === 503
          ? notice('Getting ready', `Not everything has started: ${problem.message}.`, 'This page opens by itself.')
          : notice('No answer', `${capital(problem.message)}.`, 'Trying again every two seconds.'),
      );
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER));
    }
  }
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
