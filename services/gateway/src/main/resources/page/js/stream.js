// Follows Server-Sent Events. Unlike EventSource it sees the status of an answer, notices a silent connection, and
// says what state it is in.

const FIRST_DELAY = 1000;
const LONGEST_DELAY = 5000;
const SILENCE = 40000;
const LOST_AFTER = 20000;
const HIDDEN_AFTER = 60000;

/**
 * Keeps a connection until the page goes away. Calls `event(name, data)`, `begin()` when a snapshot follows, and
 * `state(name)`: connecting, live, reconnecting, lost or asleep.
 */
export function follow(address, { event, begin, state }) {
  let token = '';
  let failures = 0;
  let heard = Date.now();
  let controller = null;
  let wake = () => {};

  run();
  document.addEventListener('visibilitychange', sleepWhileHidden);
  window.addEventListener('online', () => wake());

  async function run() {
    for (;;) {
      try {
        await connect();
      } catch {
        // Whatever broke, the answer is the same: try again from the token.
      }
      if (document.hidden && controller?.signal.aborted) {
        state('asleep');
        await new Promise((resolve) => (wake = resolve));
        failures = 0;
        continue;
      }
      failures += 1;
      state(Date.now() - heard > LOST_AFTER ? 'lost' : 'reconnecting');
      await pause(Math.min(LONGEST_DELAY, FIRST_DELAY * 1.6 ** (failures - 1)) * (0.75 + Math.random() / 2));
    }
  }

  async function connect() {
    controller = new AbortController();
    let last = Date.now();
    const watch = setInterval(() => Date.now() - last > SILENCE && controller.abort(), 1000);
    try {
      const response = await fetch(address, {
        headers: { accept: 'text/event-stream', ...(token && { 'last-event-id': token }) },
        cache: 'no-store',
        signal: controller.signal,
      });
      if (token && (response.status === 410 || response.status === 400)) {
        token = '';
        return;
      }
      if (!response.ok) {
        throw new Error(`status ${response.status}`);
      }
      if (!token) {
        begin();
      }
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '';
      for (;;) {
        const { done, value } = await reader.read();
        if (done) {
          return;
        }
        last = heard = Date.now();
        const blocks = (rest + value).split('\n\n');
        rest = blocks.pop();
        blocks.forEach(take);
      }
    } finally {
      clearInterval(watch);
      controller.abort();
    }
  }

  function take(block) {
    const fields = { event: 'message', data: [] };
    for (const line of block.split('\n')) {
      const colon = line.indexOf(':');
      if (colon > 0) {
        const name = line.slice(0, colon);
        const value = line.slice(colon + 1).replace(/^ /, '');
        name === 'data' ? fields.data.push(value) : (fields[name] = value);
      }
    }
    if (fields.data.length) {
      event(fields.event, JSON.parse(fields.data.join('\n')));
      if (fields.event === 'live') {
        failures = 0;
        state('live');
      }
    }
    token = fields.id ?? token;
  }

  function pause(millis) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, millis);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  // A browser allows few connections to one address; a tab nobody sees gives its own back and resumes later.
  let hiding = 0;
  function sleepWhileHidden() {
    clearTimeout(hiding);
    if (document.hidden) {
      hiding = setTimeout(() => controller?.abort(), HIDDEN_AFTER);
    } else {
      heard = Date.now();
      wake();
    }
  }
}
