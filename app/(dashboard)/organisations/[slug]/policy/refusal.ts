import type { ProofRefusal } from "@/lib/session/reauthenticate-with-form";

/** Why the rules were not changed. What was typed stays in the form. */
export type PolicyRefusal =
  | { status: "invalid"; fields: Record<string, string[] | undefined> }
  | { status: "refused"; message: string }
  | ProofRefusal;
