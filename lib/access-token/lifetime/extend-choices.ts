const HOUR_MS = 60 * 60 * 1000;

const LONGER = [
  { words: "1 hour longer", ms: HOUR_MS },
  { words: "24 hours longer", ms: 24 * HOUR_MS },
  { words: "3 days longer", ms: 72 * HOUR_MS },
] as const;

/** Until when an overlap that ends at `retiresAt` can be extended: what is possible before `latest`, and that itself, last. */
export function extendChoices(retiresAt: Date, latest: Date): { words: string; at: Date }[] {
  if (latest <= retiresAt) return [];
  const steps = LONGER.map(({ words, ms }) => ({ words, at: new Date(retiresAt.getTime() + ms) }));
  return [...steps.filter(({ at }) => at < latest), { words: "As long as possible", at: latest }];
}
