import type { FormRefusal } from "./refusal";

/**
 * Whether the name of the thing to delete was typed into the field `confirmation`. Spaces around it do not count.
 * @param what it is: `application`
 * @returns why not; undefined when it was
 */
export function refuseConfirmation(
  typed: unknown,
  what: string,
  name: string,
): Extract<FormRefusal, { status: "invalid" }> | undefined {
  if (String(typed).trim() === name.trim()) return undefined;
  return { status: "invalid", fields: { confirmation: [`Type the ${what}’s name exactly: ${name}`] } };
}
