import type { createTokenAction, editTokenAction } from "@/app/(dashboard)/account/access-tokens/actions";

type Answer = Awaited<ReturnType<typeof createTokenAction | typeof editTokenAction>>;

/** Why a form's token was not written. Everything that was typed is still in the form. */
export type TokenRefusal = Exclude<Answer, { status: "created" | "edited" }>;

/** What is wrong with one field, by the API's name of it. */
export function fieldErrors(refusal: TokenRefusal | undefined, name: string): readonly string[] | undefined {
  return refusal?.status === "invalid" ? refusal.fields[name] : undefined;
}
