import { z } from "zod";
import { holdsSecret, SECRET_FAULT } from "@/lib/text-input";

/** The longest value: 32 KiB of UTF-8, which leaves room in the largest body that a request may have. */
export const LONGEST_VALUE_BYTES = 32 * 1024;

const nameInput = z
  .string("Enter a name.")
  .trim()
  .min(1, "Enter a name.")
  .max(255, "The name has more than 255 characters.")
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    "A name can contain letters, digits and underscores, and can't start with a digit.",
  )
  .refine((name) => !holdsSecret(name), `The name ${SECRET_FAULT}`)
  .describe("letters, digits and underscores, unique in the environment");

const valueInput = z
  .string("The value must be text.")
  .refine((text) => text.isWellFormed() && !text.includes("\0"), "The value contains NUL or an incomplete character.")
  .refine((text) => Buffer.byteLength(text) <= LONGEST_VALUE_BYTES, "The value has more than 32 KiB.")
  .describe("text of at most 32 KiB");

const sensitiveInput = z.boolean("is_sensitive must be true or false.");

/** The input to create a variable. Unknown fields are ignored. */
export const createVariableInput = z.object({
  environment: z
    .uuid("environment must be the uuid of an environment.")
    .toLowerCase()
    .describe("uuid of the environment"),
  name: nameInput,
  value: valueInput,
  is_sensitive: sensitiveInput.describe("true: the value can never be read again; default: false").default(false),
});
export type CreateVariableInput = z.output<typeof createVariableInput>;

/** The input to change one: only the given fields change. Its name stays. */
export const editVariableInput = z.object({
  value: valueInput.optional(),
  is_sensitive: sensitiveInput.describe("true or false; false only together with a new value").optional(),
});
export type EditVariableInput = z.output<typeof editVariableInput>;
