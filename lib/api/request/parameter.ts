import { z } from "zod";
import { oneOf } from "@/lib/one-of";

/** A uuid in a path. Capitals are read as the small letters that every id is told and compared in (RFC 9562 §4). */
export const idParam = z.uuid().toLowerCase();

/** The path of one thing. */
export const resourceParams = z.object({ uuid: idParam });

// More would only burden the database.
const MOST_VALUES = 100;

/** A filter: given several times, it means any of its values. The list of them is in the order given. */
export function anyOfParameter<Value>(name: string, value: z.ZodType<Value>) {
  return z.preprocess(
    (given) => (given === undefined || Array.isArray(given) ? given : [given]),
    z.array(value).max(MOST_VALUES, `Send ${name} at most ${MOST_VALUES} times.`).optional(),
  );
}

/** A filter by one of these words. `text` is its description in the reference. */
export const choiceParameter = <const Choices extends readonly string[]>(
  name: string,
  choices: Choices,
  text = oneOf(choices),
) => anyOfParameter(name, z.enum(choices, `${name} must be one of ${choices.join(", ")}.`)).describe(text);

/** A filter by a thing's uuid. */
export const uuidParameter = (name: string, text: string) =>
  anyOfParameter(name, z.uuid(`${name} must be a uuid.`).toLowerCase()).describe(text);

/** A filter by text: PostgreSQL's text takes no NUL. */
export const textParameter = (name: string, text: string) =>
  anyOfParameter(
    name,
    z.string().refine((value) => !value.includes("\0"), `${name} can't contain NUL.`),
  ).describe(text);

/** A filter by a moment, RFC 3339 with an offset; the list of them is from the earliest to the latest. */
export const timeParameter = (name: string, text: string) =>
  anyOfParameter(
    name,
    z.iso
      .datetime({
        offset: true,
        error: `${name} must be a date and time with an offset, such as 2026-01-31T09:00:00Z.`,
      })
      .transform((value) => new Date(value)),
  )
    .transform((times) => times?.sort((one, other) => one.getTime() - other.getTime()))
    .describe(text);
