import { expect, test } from "vitest";
import { z } from "zod";
import { fieldsOf, notesOf } from "./fields";

test("a field is told by its schema's text, and that it is required where it may not be left out", () => {
  const schema = z
    .strictObject({
      label: z.string().describe("1 to 255 characters"),
      purpose: z.string().describe("what for").default("other"),
      limits: z.string().nullable().describe("null for everything").optional(),
    })
    .refine(() => true)
    .transform((input) => input.label);
  expect(fieldsOf(schema)).toEqual([
    { name: "label", text: "1 to 255 characters", required: true },
    { name: "purpose", text: "what for" },
    { name: "limits", text: "null for everything" },
  ]);
});

test("what there is to say of an answer is told with where it stands, and once where it stands several times", () => {
  const version = z.strictObject({ uuid: z.uuid().describe("another one after each change"), name: z.string() });
  const schema = z.strictObject({
    results: z.array(z.strictObject({ role: z.string().describe("your role") })),
    draft: version.nullable(),
    planned: version.nullable(),
  });
  expect(notesOf(schema)).toEqual([
    { name: "results.role", text: "your role" },
    { name: "uuid", text: "another one after each change" },
  ]);
});
