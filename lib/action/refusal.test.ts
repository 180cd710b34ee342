import { expect, test } from "vitest";
import { z } from "zod";
import { refuseConfirmation } from "./confirm-name";
import { parseFields, textOf } from "./refusal";
import { type Sentences, sentenceOf } from "./sentence";

type Refusal = { status: "gone" } | { status: "limit_reached"; limit: number } | { status: "invalid"; detail: string };

const SENTENCES: Sentences<Refusal> = {
  gone: "It is gone.",
  limit_reached: ({ limit }) => `There are ${limit} already.`,
  invalid: ({ detail }) => detail,
};

test.each<[Refusal, string]>([
  [{ status: "gone" }, "It is gone."],
  [{ status: "limit_reached", limit: 3 }, "There are 3 already."],
  [{ status: "invalid", detail: "Enter a name." }, "Enter a name."],
])("the refusal %o is said as “%s”", (refusal, sentence) => {
  expect(sentenceOf(SENTENCES, refusal)).toBe(sentence);
});

test("what is wrong with a form is told by field, in the order in which it was found", () => {
  const schema = z.object({
    name: z.string().min(3, "Too short.").regex(/^a/, "Begin with a."),
    list: z.array(z.uuid("No id.")),
  });
  expect(parseFields(schema, { name: "b", list: ["x", "y"] })).toEqual({
    status: "invalid",
    fields: { name: ["Too short.", "Begin with a."], list: ["No id.", "No id."] },
  });
  expect(parseFields(schema, { name: "abc", list: [] })).toEqual({ status: "parsed", data: { name: "abc", list: [] } });
});

test.each([
  ["Harbour", true],
  [" Harbour ", true],
  ["harbour", false],
  ["", false],
  [undefined, false],
])("%o confirms that Harbour goes for good: %s", (typed, isConfirmed) => {
  const invalid = { status: "invalid", fields: { confirmation: ["Type the organisation’s name exactly: Harbour"] } };
  expect(refuseConfirmation(typed, "organisation", "Harbour")).toEqual(isConfirmed ? undefined : invalid);
});

test("a field that is missing, or a file, is empty text", () => {
  const form = new FormData();
  form.set("name", "Ada");
  form.set("file", new File(["x"], "x.txt"));
  expect(["name", "file", "other"].map((name) => textOf(form, name))).toEqual(["Ada", "", ""]);
});
