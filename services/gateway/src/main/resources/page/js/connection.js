// Says in words whether what is shown is live.

import { timeOfDay } from './words.js';

const WORDS = {
  connecting: 'connecting …',
  live: 'live',
  reconnecting: 'reconnecting …',
  lost: 'connection lost, still trying',
  asleep: 'paused in the background',
};

const element = document.querySelector('.connection');
const words = element.querySelector('.words');
let since = '';

export function showConnection(state) {
  if (state === 'live') {
    since = '';
  } else if (!since && element.dataset.state === 'live') {
    since = ` since ${timeOfDay(new Date())}`;
  }
  element.dataset.state = state;
  words.textContent = (WORDS[state] ?? '') + (state === 'lost' ? since : '');
}
