import type { MarkedToken } from "marked";

/**
 * What a table or a piece of code is called for screen readers: by the heading above it, with a number from the second of its kind
 * on. Pure.
 */
export function blockName(blocks: readonly MarkedToken[], index: number, section: string): string {
  const start = blocks.slice(0, index).findLastIndex(({ type }) => type === "heading");
  const above = blocks[start];
  const heading = (above?.type === "heading" ? above.text : section).replaceAll(/[`*]/g, "");
  const before = blocks.slice(start + 1, index).filter(({ type }) => type === blocks[index]?.type).length;
  return before === 0 ? heading : `${heading}, ${before + 1}`;
}
