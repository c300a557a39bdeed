// Asks the gateway's REST API.

const MOST_PAGES = 20;

/** An answer that is a problem document, or no answer (status 0). */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export async function get(path, signal) {
  let response;
  try {
    response = await fetch(path, { headers: { accept: 'application/json' }, signal });
  } catch (broken) {
    if (signal?.aborted) {
      throw broken;
    }
    throw new Problem(0, 'the gateway does not answer');
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Problem(response.status, body.detail ?? response.statusText);
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
