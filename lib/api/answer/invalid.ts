import type { z } from "zod";
import { holdsSecret } from "@/lib/access-token/secret/in-text";
import { env } from "@/lib/env";
import { type Problem, problem } from "./problem";

/** A 400 that names each wrong field. */
export function invalid(error: z.ZodError): Problem {
  const errors: Record<string, string[]> = {};
  for (const issue of error.issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) add(errors, [...issue.path, key].map(String), "This field does not exist.");
    } else {
      add(errors, issue.path.map(String), issue.message);
    }
  }
  return problem("invalid_request", {
    ...(errors.body === undefined ? {} : { detail: "Send a JSON object as the body." }),
    errors,
  });
}

// What is wrong inside a field, in words: `item 2, application`. People count from one.
function placeIn(path: readonly string[]): string {
  const words = path.map((step) => (/^\d+$/.test(step) ? `item ${Number(step) + 1}` : step));
  return words.map((step) => (holdsSecret(step, env().TOKEN_PREFIX) ? "***" : step)).join(", ");
}

// As many as a person reads. A body of 64 KiB can be wrong in thousands of places.
const MOST_FIELDS = 100;
const MOST_OF_A_FIELD = 20;

function add(errors: Record<string, string[]>, path: string[], message: string): void {
  const [name = "body", ...rest] = path;
  // What curl --data sends for a bare secret.
  const field = holdsSecret(name, env().TOKEN_PREFIX) ? "***" : name;
  const messages = Object.hasOwn(errors, field) ? (errors[field] ?? []) : [];
  if (messages.length === 0 ? Object.keys(errors).length >= MOST_FIELDS : messages.length >= MOST_OF_A_FIELD) return;
  const where = rest.length === 0 ? "" : `${placeIn(rest)}: `;
  if (messages.includes(where + message)) return;
  // A field may be called __proto__.
  Object.defineProperty(errors, field, {
    value: [...messages, where + message],
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
