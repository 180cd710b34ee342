import type { Call } from "./call";
import { curlExample } from "./curl";
import { goExample } from "./go";
import { nodeExample } from "./node";
import { pythonExample } from "./python";

export type Language = "curl" | "python" | "node" | "go";

/** The languages that examples are written in, in the order in which they are offered. */
export const LANGUAGES: readonly { id: Language; name: string; write: (call: Call) => string }[] = [
  { id: "curl", name: "curl", write: curlExample },
  { id: "python", name: "Python", write: pythonExample },
  { id: "node", name: "Node.js", write: nodeExample },
  { id: "go", name: "Go", write: goExample },
];

/** The language that a cookie keeps; curl where it keeps none. Pure. */
export function parseLanguage(value: unknown): Language {
  return LANGUAGES.find(({ id }) => id === value)?.id ?? "curl";
}
