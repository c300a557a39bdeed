// Asks the gateway's REST API.

const MOST_PAGES = 20;

/** An answer that is a problem document, or no answer (status 0). */
export class Problem extends Error {
  constructor(status, detail, pointer) {
    super(detail);
    this.status = status;
    /** JSON pointer to the part of the body that is wrong, where it is one. */
    this.pointer = pointer;
  }
}

export function get(path, signal) {
  return ask(path, { headers: { accept: 'application/json' }, signal });
}

/** Sends JSON; `signal` gives up waiting for the answer. */
export function post(path, body, signal) {
  return ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal });
}

export function remove(path) {
  return ask(path, { method: 'DELETE' });
}

async function ask(path, request) {
  let response;
  try {
    response = await fetch(path, request);
  } catch (broken) {
    if (request.signal?.aborted) {
      throw broken;
    }
    throw new Problem(0, 'the gateway does not answer');
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Problem(response.status, body.detail ?? response.statusText, body.pointer);
  }
  return body;
}

/** All items of a list, page after page. */
export async function all(path, parameters = {}, signal) {
  const items = [];
  const params = new URLSearchParams({ ...parameters, limit: '500' });
  for (let page = 0; page < MOST_PAGES; page++) {
    const body = await get(`${path}?${params}`, signal);
    items.push(...body.items);
    if (!body.next) {
      break;
    }
    params.set('cursor', body.next);
  }
  return items;
}
