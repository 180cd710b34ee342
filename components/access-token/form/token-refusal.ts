import type { createTokenAction, editTokenAction } from "@/app/(dashboard)/account/access-tokens/actions";

type Answer = Awaited<ReturnType<typeof createTokenAction | typeof editTokenAction>>;

/** Why the token of a form was not saved. Everything that was typed is still in the form. */
export type TokenRefusal = Exclude<Answer, { status: "created" | "edited" }>;

/** The errors of each field, by its name in the API. */
export function fieldErrors(refusal: TokenRefusal | undefined, name: string): readonly string[] | undefined {
  return refusal?.status === "invalid" ? refusal.fields[name] : undefined;
}
