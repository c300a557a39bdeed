// Tells a screen reader what arrived: the newest, and how many, at most once in a while.

const EVERY = 10000;
const element = document.querySelector('#announcer');
let waiting = [];
let timer = 0;

export function announce(text) {
  waiting.push(text);
  timer ||= setTimeout(() => {
    const newest = waiting.at(-1);
    element.textContent = waiting.length === 1 ? newest : `${waiting.length} new reactions, the newest: ${newest}`;
    waiting = [];
    timer = 0;
  }, EVERY);
}
