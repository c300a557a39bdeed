// How a wording differs from the fullest one: word by word, by their longest common sequence.

const MOST_WORDS = 600;

/**
 * Parts of a wording in order: `same`, `more` (only this wording has it) or `less` (only the fullest has it), each with its
 * text. Two that are too long to compare are one part that differs.
 */
export function differences(fullest, wording) {
  const a = words(fullest);
  const b = words(wording);
  if (a.length > MOST_WORDS || b.length > MOST_WORDS) {
    return [{ kind: fullest === wording ? 'same' : 'more', text: wording }];
  }
  const lengths = table(a, b);
  const parts = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && bare(a[i]) === bare(b[j])) {
      add(parts, 'same', b[j]);
      i += 1;
      j += 1;
    } else if (j < b.length && (i === a.length || lengths[i][j + 1] >= lengths[i + 1][j])) {
      add(parts, 'more', b[j++]);
    } else {
      add(parts, 'less', a[i++]);
    }
  }
  return parts;
}

/** lengths[i][j]: how many words a from i on and b from j on have in common, in order. */
function table(a, b) {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i][j] = bare(a[i]) === bare(b[j]) ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}

/** Words, each with a space behind it. */
function words(text) {
  return (text.match(/\S+/g) ?? []).map((word) => `${word} `);
}

/** A word without the punctuation and the quotation marks that outlets set as they like. */
function bare(word) {
  const plain = word.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return plain || word.trim();
}

function add(parts, kind, text) {
  const last = parts.at(-1);
  last?.kind === kind ? (last.text += text) : parts.push({ kind, text });
}
