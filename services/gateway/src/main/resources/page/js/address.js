// The state of a view in its address, so that a link can be shared.

/** The values of a parameter. */
export function chosen(name) {
  return new URLSearchParams(location.search).get(name);
}

/** Sets parameters, or takes them out where a value is empty. */
export function choose(values) {
  const params = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(values)) {
    value === null || value === undefined || value === '' ? params.delete(name) : params.set(name, value);
  }
  history.replaceState(null, '', params.size ? `?${params}` : location.pathname);
}
