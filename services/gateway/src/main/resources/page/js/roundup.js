// The round-up: the text to paste into an article, grouped as the reader likes.

import { choose } from './address.js';
import { get } from './api.js';
import { el } from './dom.js';
import { notice } from './notice.js';
import { standAt, storyAddress } from './place.js';
import { fromHtml } from './safe-html.js';
import { untilLoaded } from './waiting.js';

const GROUPS = { position: 'official position', country: 'country', stance: 'stance', actor: 'actor', time: 'day' };
const EACH = [1, 3, 10, 50];
const SAID_FOR = 4000;

export async function showRoundUp(main, id) {
  const path = `/api/v1/stories/${encodeURIComponent(id)}`;
  const story = await untilLoaded(main, () => get(path), () => notice('There is no such story', `Nothing is known of “${id}”.`, el('p', {}, el('a', { href: '/?list' }, 'All stories'))));
  standAt('Round-up', ['/?list', 'Stories'], [storyAddress(id), story.title]);
  const chosen = new URLSearchParams(location.search);
  const state = {
    group: chosen.get('group') in GROUPS ? chosen.get('group') : 'position',
    each: EACH.includes(Number(chosen.get('each'))) ? Number(chosen.get('each')) : 3,
    asOf: chosen.get('asOf'),
  };
  let html = '';
  let markdown = '';
  const sheet = el('article', { class: 'sheet', tabindex: '0', 'aria-label': 'The round-up', 'aria-live': 'off' }, el('p', { class: 'quiet' }, 'Loading …'));
  const said = el('p', { class: 'told quiet', role: 'status' });
  const copy = el('button', { class: 'act first', type: 'button', disabled: true, onclick: () => copyAs(rich, 'Copied, with its links.') }, 'Copy');
  const copyMarkdown = el('button', { class: 'act', type: 'button', disabled: true, onclick: () => copyAs(plain, 'Copied as Markdown.') }, 'Copy as Markdown');
  const files = el('p', { class: 'quiet files' });
  main.replaceChildren(
    el(
      'section',
      { class: 'roundup' },
      el('h1', { class: 'unseen' }, `Round-up of ${story.title}`),
      el(
        'form',
        { class: 'choices', onsubmit: (event) => event.preventDefault() },
        el(
          'fieldset',
          {},
          el('legend', {}, 'Group by'),
          el(
            'div',
            { class: 'segments' },
            ...Object.entries(GROUPS).map(([group, name]) =>
              el(
                'span',
                {},
                el('input', { type: 'radio', name: 'group', id: `group-${group}`, value: group, checked: group === state.group, onchange: () => take({ group }) }),
                el('label', { for: `group-${group}` }, name),
              ),
            ),
          ),
        ),
        el(
          'p',
          {},
          el('label', { for: 'each' }, 'Speakers of each country '),
          el(
            'select',
            { id: 'each', onchange: (event) => take({ each: Number(event.target.value) }) },
            ...EACH.map((n) => el('option', { value: n, selected: n === state.each }, n === EACH.at(-1) ? 'all' : `at most ${n}`)),
          ),
        ),
        el('p', { class: 'acts' }, copy, copyMarkdown, said),
      ),
      sheet,
      files,
    ),
  );
  await load();

  function take(change) {
    Object.assign(state, change);
    choose(change);
    load();
  }

  function query() {
    return new URLSearchParams(Object.entries(state).filter(([, value]) => value));
  }

  /** Later choices overtake earlier ones. */
  async function load() {
    const asked = String(query());
    sheet.setAttribute('aria-busy', 'true');
    try {
      const [asHtml, asMarkdown] = await Promise.all([text(`${path}/roundup.html?${asked}`), text(`${path}/roundup.md?${asked}`)]);
      if (asked !== String(query())) {
        return;
      }
      html = asHtml;
      markdown = asMarkdown;
      sheet.replaceChildren(...fromHtml(html));
      copy.disabled = false;
      copyMarkdown.disabled = false;
      files.replaceChildren(
        'Also as a file: ',
        ...[
          ['Markdown', `roundup.md?${asked}`],
          ['HTML', `roundup.html?${asked}`],
          ['reactions as CSV', 'reactions.csv'],
        ].flatMap(([name, file], i) => [i ? ', ' : '', el('a', { href: `${path}/${file}`, download: true }, name)]),
      );
    } catch {
      said.textContent = 'The gateway does not answer; trying again.';
      setTimeout(load, SAID_FOR / 4);
      return;
    } finally {
      sheet.removeAttribute('aria-busy');
    }
    said.textContent = '';
  }

  function rich() {
    return { 'text/html': html, 'text/plain': sheet.innerText };
  }

  function plain() {
    return { 'text/plain': markdown };
  }

  async function copyAs(contents, done) {
    try {
      await navigator.clipboard.write([
        new ClipboardItem(Object.fromEntries(Object.entries(contents()).map(([type, words]) => [type, new Blob([words], { type })]))),
      ]);
      said.textContent = done;
    } catch {
      // Browsers keep the clipboard from pages that are not served securely.
      getSelection().selectAllChildren(sheet);
      said.textContent = 'The browser does not let this page copy; the text is selected, copy it by keyboard.';
    }
    setTimeout(() => (said.textContent = ''), SAID_FOR);
  }
}

async function text(address) {
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(`status ${response.status}`);
  }
  return response.text();
}
