// Asks the gateway's REST API.

const MOST_PAGES = 20;

/** An answer that is a problem document, or no answer (status 0). */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export async function get(path) {
  let response;
  try {
    response = await fetch(path, { headers: { accept: 'application/json' } });
  } catch {
    throw new Problem(0, 'the gateway does not answer');
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Problem(response.status, body.detail ?? response.statusText);
  }
  return body;
}

/** All items of a list, page after page. */
export async function all(path) {
  const items = [];
  let cursor = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const body = await get(`${path}?limit=500${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
    items.push(...body.items);
    cursor = body.next;
    if (!cursor) {
      break;
    }
  }
  return items;
}
