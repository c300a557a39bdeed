// What the feed is narrowed to by hand: words, rank, language.

import { el } from './dom.js';

const AFTER_TYPING = 250;
const LANGUAGES = ['de', 'en', 'es', 'fr', 'it', 'pl', 'pt', 'ru', 'uk'];
const RANKS = { 0: 'any rank', 50: 'spokespeople and up', 70: 'ministers and up', 90: 'heads of state and government' };

const names = new Intl.DisplayNames(navigator.languages, { type: 'language' });

export class Narrowing {
  constructor(filter) {
    this.filter = filter;
    let timer = 0;
    this.words = el('input', {
      type: 'search',
      placeholder: 'Words or name',
      'aria-label': 'Only what contains these words',
      maxlength: '200',
      oninput: () => {
        clearTimeout(timer);
        timer = setTimeout(() => filter.set({ text: this.words.value.trim() }), AFTER_TYPING);
      },
    });
    this.rank = this.select('Rank', 'rank', Object.entries(RANKS).map(([value, name]) => [value === '0' ? '' : value, name]));
    this.language = this.select('Language', 'language', [['', 'any language'], ...LANGUAGES.map((code) => [code, names.of(code)])]);
    this.element = el('div', { class: 'narrowing', role: 'search', 'aria-label': 'Narrow the reactions' }, this.words, this.rank, this.language);
    this.render();
  }

  select(label, kind, options) {
    const select = el(
      'select',
      { 'aria-label': label, onchange: () => this.filter.set({ [kind]: select.value }) },
      options.map(([value, name]) => el('option', { value }, name)),
    );
    return select;
  }

  render() {
    const { text, rank, language } = this.filter.values;
    if (document.activeElement !== this.words) {
      this.words.value = text ?? '';
    }
    this.rank.value = rank ?? '';
    this.language.value = language ?? '';
  }
}
