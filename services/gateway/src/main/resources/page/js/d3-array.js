// The few things of d3-array that d3-geo asks for; the rest of it need not travel.

export { Adder } from '/page/lib/d3-array/src/fsum.js';
export { default as merge } from '/page/lib/d3-array/src/merge.js';
export { default as range } from '/page/lib/d3-array/src/range.js';
