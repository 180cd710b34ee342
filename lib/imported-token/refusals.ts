import type { Sentences } from "@/lib/action/sentence";

/** Why the sunset was not changed. */
export const SUNSET_REFUSALS = {
  not_found: "Only an owner of the platform can do this. Your role may have changed since the page was loaded.",
  over: "Imported tokens stopped working more than 30 days ago. They can’t be brought back.",
  changed: "Someone else changed the date. Check it again.",
} as const satisfies Sentences<{ status: "not_found" | "over" | "changed" }>;
