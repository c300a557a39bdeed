// Keeps a view up to date: asks again now and then, and shows what changed without taking the focus away.

import { untilLoaded } from './waiting.js';

/**
 * Shows what `load` gives, and again whenever it gives something else. `missing` makes the notice for a 404; `every` says
 * in milliseconds how long to wait, given what was shown.
 */
export async function keepShown(main, load, show, { every = () => 10000, missing } = {}) {
  let shown = '';
  let current = await untilLoaded(main, load, missing);
  for (;;) {
    const now = JSON.stringify(current);
    if (now !== shown) {
      shown = now;
      keepingFocus(main, () => show(current));
    }
    await new Promise((resolve) => setTimeout(resolve, every(current)));
    current = document.hidden ? current : await load().catch(() => current);
  }
}

/** Runs a change of `main`; a link or button that was focused before is focused again where its like is found. */
function keepingFocus(main, change) {
  const focused = main.contains(document.activeElement) ? document.activeElement : null;
  const mark = focused?.getAttribute('href') ?? focused?.id;
  change();
  if (mark) {
    main.querySelector(`[href="${CSS.escape(mark)}"], #${CSS.escape(mark)}`)?.focus({ preventScroll: true });
  }
}
