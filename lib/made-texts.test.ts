import { expect, test } from "vitest";
import { MadeTexts } from "./made-texts";

test("a text is made once while it is asked for, and forgotten once many others were", () => {
  const texts = new MadeTexts<string>(100);
  const made: string[] = [];
  const ask = (source: string) =>
    texts.of(source, () => {
      made.push(source);
      return source.toUpperCase();
    });
  expect([ask("a"), ask("a"), ask("b"), ask("a")]).toEqual(["A", "A", "B", "A"]);
  expect(made.splice(0)).toEqual(["a", "b"]);
  const fill = (name: string) => {
    for (let n = 0; n < 3; n++) ask(`${name}${n} ${"x".repeat(10)}`);
  };
  // What is asked for in between stays.
  fill("c");
  ask("a");
  fill("d");
  ask("a");
  expect(made.splice(0)).not.toContain("a");
  fill("e");
  made.splice(0);
  ask("b");
  expect(made.splice(0)).toEqual(["b"]);
  // Longer than all that may be kept: made, and in nobody's way for long.
  expect(ask("y".repeat(200))).toBe("Y".repeat(200));
});
