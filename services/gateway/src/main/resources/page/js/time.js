// The scrubber: any moment of the story, played at any speed, or now.

import { el } from './dom.js';
import { moment } from './words.js';

const SPEEDS = [1, 60, 600, 3600];
const TICK = 500;
const STEPS = 1000;

export class Time {
  #controller = null;
  #timer = 0;

  /** `show(moment, signal)` shows a moment, `now()` what is live. */
  constructor({ show, now }) {
    this.show = show;
    this.showNow = now;
    /** The moment that is shown, as text; null for now. */
    this.moment = null;
    this.first = null;
    this.last = null;
    this.slider = el('input', {
      type: 'range',
      min: '0',
      max: String(STEPS),
      step: '1',
      value: String(STEPS),
      disabled: true,
      'aria-label': 'Moment shown',
      oninput: () => this.scrub(),
    });
    this.play = el('button', { type: 'button', class: 'plain', disabled: true, onclick: () => this.togglePlay() }, '▶ Play');
    this.speed = el(
      'select',
      { 'aria-label': 'Speed', disabled: true },
      SPEEDS.map((each) => el('option', { value: String(each), selected: each === 60 }, `×${each}`)),
    );
    this.now = el('button', { type: 'button', class: 'plain', disabled: true, onclick: () => this.toNow() }, 'Now');
    this.told = el('output', { class: 'moment' }, 'Now');
    this.element = el(
      'section',
      { class: 'time', 'aria-labelledby': 'time-title' },
      el('header', {}, el('h2', { id: 'time-title' }, 'Time'), this.told),
      this.slider,
      el('div', { class: 'controls' }, this.play, this.speed, this.now),
    );
  }

  /** Between which moments there is something to see. */
  range({ firstSeen, lastSeen }) {
    this.first = firstSeen ? Date.parse(firstSeen) : null;
    // What came at one moment still has a before and an after.
    this.last = lastSeen ? Math.max(Date.parse(lastSeen), this.first + 1) : null;
    [this.slider, this.play, this.speed].forEach((each) => (each.disabled = this.first === null));
    this.render();
  }

  scrub() {
    this.stop();
    const value = Number(this.slider.value);
    value >= STEPS ? this.toNow() : this.go(new Date(this.first + ((this.last - this.first) * value) / STEPS).toISOString());
  }

  /** Shows a moment; one that is asked for later takes its place. */
  async go(text) {
    this.#controller?.abort();
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    this.moment = text;
    this.render();
    try {
      await this.show(text, signal);
    } catch (problem) {
      if (!signal.aborted) {
        this.stop();
        this.told.textContent = `${moment(new Date(text))} can’t be shown: ${problem.message}`;
      }
    }
  }

  toNow() {
    this.stop();
    this.#controller?.abort();
    this.moment = null;
    this.render();
    this.showNow();
  }

  togglePlay() {
    if (this.#timer) {
      this.stop();
      return;
    }
    this.play.textContent = '❚❚ Stop';
    this.tick(this.moment ? Date.parse(this.moment) : this.first);
  }

  async tick(at) {
    if (at >= this.last) {
      this.toNow();
      return;
    }
    const mine = (this.#timer = setTimeout(() => this.#timer === mine && this.tick(at + TICK * Number(this.speed.value)), TICK));
    await this.go(new Date(at).toISOString());
  }

  stop() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.play.textContent = '▶ Play';
  }

  render() {
    this.now.disabled = this.moment === null;
    this.told.textContent = this.moment ? `As of ${moment(new Date(this.moment))}` : 'Now';
    if (this.first !== null && document.activeElement !== this.slider) {
      const share = this.moment ? (Date.parse(this.moment) - this.first) / (this.last - this.first) : 1;
      this.slider.value = String(Math.round(Math.min(1, Math.max(0, share)) * STEPS));
    }
    this.slider.setAttribute('aria-valuetext', this.told.textContent);
  }
}
