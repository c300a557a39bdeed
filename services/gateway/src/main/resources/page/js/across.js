// Loads what somebody said across all stories: the summary in each, and the reactions it stands on.

import { all, get } from './api.js';

const EVERYTHING = 'all';
const MOST_STORIES = 20;

/**
 * The summaries under an address, each with its reactions as `query` narrows them. What was said in no story stands in the
 * one that holds everything, so that one is kept, last and without what the others show already.
 */
export async function acrossStories(address, query) {
  const { items } = await get(address);
  const parts = await Promise.all(
    items.slice(0, MOST_STORIES).map(async ({ story, summary }) => ({
      story,
      summary,
      reactions: await all(`/api/v1/stories/${encodeURIComponent(story.id)}/reactions`, query),
    })),
  );
  const inStories = new Set(parts.filter(({ story }) => story.id !== EVERYTHING).flatMap(({ reactions }) => reactions.map((item) => item.utterance)));
  return parts
    .map((part) => (part.story.id === EVERYTHING ? { ...part, rest: true, reactions: part.reactions.filter((item) => !inStories.has(item.utterance)) } : part))
    .filter((part) => !part.rest || part.reactions.length > 0 || parts.length === 1);
}
