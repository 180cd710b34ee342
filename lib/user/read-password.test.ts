import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { readPassword } from "./read-password";

/** A terminal as far as this needs one: raw, and in both directions. */
function terminal() {
  const input = Object.assign(new PassThrough(), { isTTY: true as const, raw: false });
  const setRawMode = (raw: boolean) => Object.assign(input, { raw });
  const output = new PassThrough();
  const written: string[] = [];
  output.on("data", (chunk) => written.push(String(chunk)));
  const shown = () => written.join("");
  return {
    input: Object.assign(input, { setRawMode }) as never,
    type: (text: string) => input.write(text),
    output,
    shown,
  };
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

test("what is typed at a terminal is not shown, can be corrected, and is asked for twice", async () => {
  const { input, output, type, shown } = terminal();
  const password = readPassword(input, output);
  type("four gulz\u007fls");
  type("\r");
  await soon();
  type("four gulls\r");
  expect(await password).toBe("four gulls");
  expect(shown()).toBe("Password: \nAgain: \n");
});

test("two that differ are none", async () => {
  const { input, output, type } = terminal();
  const password = readPassword(input, output);
  type("one\r");
  await soon();
  type("two\r");
  await expect(password).rejects.toThrow("don't match");
});

test("Ctrl-C cancels", async () => {
  const { input, output, type } = terminal();
  const password = readPassword(input, output);
  type("one\u0003");
  await expect(password).rejects.toThrow("Cancelled");
});
