// Fields of a form: each with its label, its hint and, where something is wrong with it, the reason right below it.

import { el } from './dom.js';

/** An input with its label. `pointer` is where its value stands in what is sent, by which problems find it. */
export function field(pointer, name, input, hint) {
  const id = `field${pointer.replaceAll('/', '-')}`;
  const wrong = el('p', { class: 'wrong', id: `${id}-wrong`, hidden: true });
  input.id = id;
  input.setAttribute('aria-describedby', [hint && `${id}-hint`, wrong.id].filter(Boolean).join(' '));
  return el(
    'div',
    { class: 'field', 'data-pointer': pointer },
    el('label', { for: id }, name),
    hint && el('p', { class: 'hint quiet', id: `${id}-hint` }, hint),
    input,
    wrong,
  );
}

/** Several inputs under one name. */
export function group(name, ...children) {
  return el('fieldset', {}, el('legend', {}, name), ...children);
}

/** Says at a field what is wrong, and goes there; false when no field is to blame. */
export function tell(form, pointer, reason, { focus = true } = {}) {
  const place = [...form.querySelectorAll('[data-pointer]')]
    .filter((each) => pointer === each.dataset.pointer || pointer.startsWith(`${each.dataset.pointer}/`))
    .at(-1);
  if (!place) {
    return false;
  }
  const wrong = place.querySelector('.wrong');
  const input = place.querySelector('input, textarea, select');
  wrong.textContent = reason;
  wrong.hidden = false;
  input.setAttribute('aria-invalid', 'true');
  place.closest('details')?.setAttribute('open', '');
  focus && input.focus();
  return true;
}

/** Takes back what was said of one field, or of all. */
export function untell(form, pointer) {
  for (const place of form.querySelectorAll(pointer ? `[data-pointer="${pointer}"]` : '[data-pointer]')) {
    place.querySelector('.wrong').hidden = true;
    place.querySelector('input, textarea, select').removeAttribute('aria-invalid');
  }
}
