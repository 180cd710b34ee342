import { type FormRefusal, textOf } from "./refusal";

/**
 * Whether the name of what goes for good was typed into the form's `confirmation`. Spaces around it do not count.
 * @param what it is: `application`
 * @returns why not; undefined when it was
 */
export function refuseConfirmation(
  form: FormData,
  what: string,
  name: string,
): Extract<FormRefusal, { status: "invalid" }> | undefined {
  if (textOf(form, "confirmation").trim() === name.trim()) return undefined;
  return { status: "invalid", fields: { confirmation: [`Type the ${what}’s name exactly: ${name}`] } };
}
