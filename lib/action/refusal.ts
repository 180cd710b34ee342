import type { z } from "zod";

/** Why an action was not done, as a sentence. */
export type Refused = { status: "refused"; message: string };

/** Errors of the fields of a form, by their names. */
export type FieldErrors = Readonly<Record<string, readonly string[] | undefined>>;

/** Why a form was refused. Everything that was typed is still in it. */
export type FormRefusal = Refused | { status: "invalid"; fields: FieldErrors };

export function refuse(message: string): Refused {
  return { status: "refused", message };
}

/** A field of a form as text; empty where it is missing, or a file, and where an action was called with no form at all. */
export function textOf(form: FormData, name: string): string {
  const value = form instanceof FormData ? form.get(name) : undefined;
  return typeof value === "string" ? value : "";
}

type Issues = readonly { path: readonly PropertyKey[]; message: string }[];

/** The value parsed by `schema`, or the errors of its fields. */
export function parseFields<Output>(
  schema: z.ZodType<Output>,
  value: unknown,
): { status: "parsed"; data: Output } | { status: "invalid"; fields: Record<string, string[]> } {
  const parsed = schema.safeParse(value);
  return parsed.success
    ? { status: "parsed", data: parsed.data }
    : { status: "invalid", fields: fieldErrorsOf(parsed.error.issues) };
}

/** The messages of the issues, by the name of the field. */
export function fieldErrorsOf(issues: Issues): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  for (const { path, message } of issues) {
    const name = String(path[0]);
    errors[name] = [...(errors[name] ?? []), message];
  }
  return errors;
}
