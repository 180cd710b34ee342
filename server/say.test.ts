import { afterEach, expect, test, vi } from "vitest";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { blotOutSecrets } from "./http/client-faults";
import { say, sayWhole } from "./say";

afterEach(() => vi.restoreAllMocks());

test("what is said goes through the log, which blots secrets out; what the operator asked to see does not", () => {
  const written: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
  vi.spyOn(console, "log").mockImplementation(blotOutSecrets((text) => written.push(`${text}\n`)));
  const secret = generateSecret("lk", "pat");
  say("First call", `curl -H "Authorization: Bearer ${secret}"`);
  sayWhole("First call", `curl -H "Authorization: Bearer ${secret}"`);
  expect(written).toEqual([
    'First call    curl -H "Authorization: Bearer ***"\n',
    `First call    curl -H "Authorization: Bearer ${secret}"\n`,
  ]);
});
