/**
 * Why something was not done, as sentences for a person by the status of the refusal. Each domain has its map beside its verbs,
 * in `lib/<subject>/refusals.ts`: the place to change a sentence.
 */
export type Sentences<Refusal extends { status: string }> = {
  readonly [Status in Refusal["status"]]: string | ((refusal: Extract<Refusal, { status: Status }>) => string);
};

/** The sentence of a refusal. */
export function sentenceOf<Refusal extends { status: string }>(
  sentences: Sentences<Refusal>,
  refusal: Refusal,
): string {
  const sentence = byStatus(sentences)[refusal.status];
  if (sentence === undefined) throw new Error(`no sentence says ${refusal.status}`);
  return typeof sentence === "string" ? sentence : sentence(refusal);
}

// The sentence of a status takes the refusals of that status, by the type of the map; indexing a mapped type forgets that.
function byStatus<Refusal extends { status: string }>(sentences: Sentences<Refusal>) {
  return sentences as Record<string, string | ((refusal: Refusal) => string)>;
}
