// Creates and changes a story in place; what its query would catch is shown beside it before it is saved.

import { get, post, remove } from './api.js';
import { el } from './dom.js';
import { field, group, tell, untell } from './fields.js';
import { notice } from './notice.js';
import { standAt, storyAddress } from './place.js';
import { Preview } from './preview.js';
import { slug } from './slug.js';
import { untilLoaded } from './waiting.js';
import { WatchlistField } from './watchlist-field.js';

const PATH = '/api/v1/stories';
const EVERYTHING = 'all';
const GONE_EVERY = 150;
const GONE_AFTER = 40;

export function showNewStory(main) {
  standAt('New story', ['/?list', 'Stories']);
  show(main, { triggerEvent: {}, query: '', watchlist: [] }, false);
}

export async function showStoryForm(main, id) {
  if (id === EVERYTHING) {
    main.replaceChildren(notice('This story is built in', 'It holds everything officials say, and can’t be changed.'));
    return;
  }
  const story = await untilLoaded(
    main,
    () => get(`${PATH}/${encodeURIComponent(id)}`),
    () => notice('There is no such story', `Nothing is known of “${id}”.`, el('p', {}, el('a', { href: '/stories/new' }, 'Create it'))),
  );
  standAt('Change', ['/?list', 'Stories'], [storyAddress(id), story.title]);
  show(main, story, true);
}

function show(main, story, known) {
  const trigger = story.triggerEvent;
  const inputs = {
    title: el('input', { required: true, maxlength: 300, value: story.title, autocomplete: 'off' }),
    id: el('input', { maxlength: 80, value: story.id, readonly: known, autocomplete: 'off', spellcheck: 'false', autocapitalize: 'none' }),
    actor: el('input', { required: true, maxlength: 200, value: trigger.actor, autocomplete: 'off' }),
    said: el('input', { type: 'radio', name: 'kind', id: 'kind-said', checked: !trigger.act || Boolean(trigger.quote) }),
    done: el('input', { type: 'radio', name: 'kind', id: 'kind-done', checked: Boolean(trigger.act) && !trigger.quote }),
    words: el('textarea', { required: true, rows: 3, maxlength: 20000, dir: 'auto' }, trigger.quote ?? trigger.act ?? ''),
    day: el('input', { type: 'date', required: true, value: trigger.at?.slice(0, 10) }),
    time: el('input', { type: 'time', value: timeOf(trigger.at) }),
    url: el('input', { type: 'url', maxlength: 2000, placeholder: 'https://', value: trigger.url, autocomplete: 'off' }),
    query: el('textarea', { rows: 3, maxlength: 4000, spellcheck: 'false', dir: 'auto' }, story.query),
    from: el('input', { type: 'date', value: sameMoment(story.from, trigger.at) ? '' : story.from?.slice(0, 10) }),
    until: el('input', { type: 'date', value: story.until?.slice(0, 10) }),
  };
  let ownId = known;
  const preview = new Preview((reason) => {
    untell(form, '/query');
    reason && tell(form, '/query', capital(reason), { focus: false });
  });
  const watchlist = new WatchlistField(story.watchlist, () => {});
  const trouble = el('p', { class: 'wrong', role: 'alert', hidden: true });
  const save = el('button', { class: 'act first', type: 'submit' }, known ? 'Save changes' : 'Create story');
  const answers = group(
    'What answers it',
    field(
      '/query',
      'Query',
      inputs.query,
      [
        'Words and “phrases” in what officials say and in the articles around it: ',
        ...['border OR customs', '"Article 5"', 'alli*', 'NATO AND NOT Olympics', 'actor:Lorn'].flatMap((each, i) => [i ? ', ' : '', el('code', {}, each)]),
        '.',
      ],
    ),
    el(
      'details',
      { open: Boolean(inputs.from.value || inputs.until.value) },
      el('summary', {}, 'Only within a time'),
      el(
        'div',
        { class: 'pair' },
        field('/from', 'From', inputs.from, 'Else from the event on.'),
        field('/until', 'Before', inputs.until, 'Else for ever.'),
      ),
    ),
  );
  const form = el(
    'form',
    { class: 'fields', novalidate: true, onsubmit: submit, oninput: typed },
    el('h1', {}, known ? 'Change the story' : 'New story'),
    group(
      'What is reacted to',
      field('/triggerEvent/actor', 'Who', inputs.actor),
      el(
        'div',
        { class: 'ticks', role: 'radiogroup', 'aria-label': 'Words or an act' },
        el('span', {}, inputs.said, el('label', { for: 'kind-said' }, 'said something')),
        el('span', {}, inputs.done, el('label', { for: 'kind-done' }, 'did something')),
      ),
      field('/triggerEvent/quote', 'What', inputs.words, 'The words as they were said, without quotation marks; or the act, as in “closes the border”.'),
      el(
        'div',
        { class: 'pair' },
        field('/triggerEvent/at', 'Day', inputs.day),
        field('/triggerEvent/time', 'Time, UTC, if it is known', inputs.time),
      ),
      field('/triggerEvent/url', 'Where it is reported', inputs.url),
    ),
    group(
      'The story',
      field('/title', 'Title', inputs.title),
      field('/id', 'Id, its address', inputs.id, known ? 'Stays as it is: links lead here.' : 'Made from the title.'),
    ),
    answers,
    watchlist.element,
    trouble,
    el(
      'p',
      { class: 'acts' },
      save,
      el('a', { class: 'act', href: known ? storyAddress(story.id) : '/?list' }, 'Cancel'),
      known && el('button', { class: 'act danger', type: 'button', onclick: () => confirmDeletion(story, form, trouble) }, 'Delete …'),
    ),
  );
  const view = el('div', { class: 'story-form' }, form);
  const wide = matchMedia('(min-width: 900px)');
  // Beside the form where there is room, else right below the query.
  const place = () => (wide.matches ? view.append(preview.element) : answers.after(preview.element));
  wide.addEventListener('change', place);
  place();
  main.replaceChildren(view);
  known || inputs.actor.focus({ preventScroll: true });
  ask();

  function typed(event) {
    const place = event.target.closest('[data-pointer]');
    place && event.target !== inputs.query && untell(form, place.dataset.pointer);
    if (event.target === inputs.id) {
      ownId = inputs.id.value !== '';
    } else if (event.target === inputs.title && !ownId) {
      inputs.id.value = slug(inputs.title.value);
    }
    ask();
  }

  function ask() {
    preview.ask({
      query: inputs.query.value,
      ...(inputs.actor.value.trim() && { actor: inputs.actor.value.trim() }),
      ...((inputs.from.value || inputs.day.value) && { from: inputs.from.value || moment() }),
      ...(inputs.until.value && { until: inputs.until.value }),
    });
  }

  /** A time that was not touched stays as exact as it was. */
  function moment() {
    if (trigger.at && inputs.day.value === trigger.at.slice(0, 10) && inputs.time.value === timeOf(trigger.at)) {
      return trigger.at;
    }
    return inputs.time.value ? `${inputs.day.value}T${inputs.time.value}:00Z` : inputs.day.value;
  }

  function definition() {
    const words = inputs.words.value.trim();
    return {
      ...(inputs.id.value.trim() && { id: inputs.id.value.trim() }),
      title: inputs.title.value.trim(),
      triggerEvent: {
        actor: inputs.actor.value.trim(),
        ...(words && (inputs.done.checked ? { act: words } : { quote: words })),
        ...(inputs.day.value && { at: moment() }),
        ...(inputs.url.value.trim() && { url: inputs.url.value.trim() }),
      },
      query: inputs.query.value.trim(),
      watchlist: watchlist.value(),
      ...(inputs.from.value && { from: untouched(inputs.from, story.from) }),
      ...(inputs.until.value && { until: untouched(inputs.until, story.until) }),
    };
  }

  async function submit(event) {
    event.preventDefault();
    watchlist.add();
    untell(form);
    trouble.hidden = true;
    save.disabled = true;
    try {
      const wanted = definition();
      if (!known && (await isTaken(wanted.id ?? slug(wanted.title)))) {
        tell(form, '/id', 'There is a story with this id already; take another.');
        return;
      }
      const kept = await post(PATH, wanted);
      location.assign(storyAddress(kept.id));
    } catch (problem) {
      explain(problem);
    } finally {
      save.disabled = false;
    }
  }

  function explain(problem) {
    // Words and acts share a field.
    const pointer = problem.pointer === '/triggerEvent/act' ? '/triggerEvent/quote' : problem.pointer;
    const reason = capital(problem.message.replace(/^\S+ (is missing|must|can't)/, '$1'));
    if (!pointer || !tell(form, pointer, `${reason}${reason.endsWith('.') ? '' : '.'}`)) {
      trouble.textContent = `Not saved: ${problem.message}.`;
      trouble.hidden = false;
    }
  }
}

async function isTaken(id) {
  return (
    id !== '' &&
    (await get(`${PATH}/${encodeURIComponent(id)}`).then(
      () => true,
      (problem) => {
        if (problem.status === 404) {
          return false;
        }
        throw problem;
      },
    ))
  );
}

function confirmDeletion(story, form, trouble) {
  const dialog = el(
    'dialog',
    { 'aria-labelledby': 'delete-title', onclose: () => dialog.remove() },
    el('h2', { id: 'delete-title' }, `Delete “${story.title}”?`),
    el('p', {}, 'Its reactions and summaries end for everybody who follows it. What officials said is kept, and a story with the same query finds it again.'),
    el(
      'p',
      { class: 'acts' },
      el('button', { class: 'act danger', type: 'button', onclick: end }, 'Delete the story'),
      el('button', { class: 'act', type: 'button', autofocus: true, onclick: () => dialog.close() }, 'Keep it'),
    ),
  );
  form.append(dialog);
  dialog.showModal();

  async function end() {
    const path = `${PATH}/${encodeURIComponent(story.id)}`;
    try {
      await remove(path);
      await gone(path);
      location.assign('/?list');
    } catch (problem) {
      dialog.close();
      trouble.textContent = `Not deleted: ${problem.message}.`;
      trouble.hidden = false;
    }
  }
}

function untouched(input, was) {
  return was?.slice(0, 10) === input.value ? was : input.value;
}

/** Waits until the list no longer has it, for as long as that is likely to take. */
async function gone(path) {
  for (let i = 0; i < GONE_AFTER; i++) {
    const there = await get(path).then(() => true, (problem) => problem.status !== 404);
    if (!there) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, GONE_EVERY));
  }
}

/** The time of day of a moment; none for the beginning of a day, which stands for a day whose hour is not known. */
function timeOf(iso) {
  const time = iso?.slice(11, 16);
  return time === '00:00' ? '' : time;
}

function sameMoment(a, b) {
  return Date.parse(a) === Date.parse(b);
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
