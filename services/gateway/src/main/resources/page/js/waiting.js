// Loads what a view needs; says so when it takes a moment, and tries again by itself.

import { notice } from './notice.js';

const QUIET_FOR = 400;
const AGAIN_AFTER = 1000;

/** What `load` gives in the end. Meanwhile `main` says what is going on; `missing` makes the notice for a 404. */
export async function untilLoaded(main, load, missing) {
  const slow = setTimeout(() => main.replaceChildren(notice('Loading …')), QUIET_FOR);
  for (;;) {
    try {
      const loaded = await load();
      clearTimeout(slow);
      return loaded;
    } catch (problem) {
      clearTimeout(slow);
      main.replaceChildren(explain(problem, missing));
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER));
    }
  }
}

function explain(problem, missing) {
  if (problem.status === 404 && missing) {
    return missing();
  }
  return problem.status === 503
    ? notice('Getting ready', `Not everything has started: ${problem.message}.`, 'This page opens by itself.')
    : notice('No answer', `${capital(problem.message)}.`, 'Trying again every second.');
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
