import { expect, test } from "vitest";
import { PROBLEMS } from "@/lib/api/answer/problem";
import { api } from "@/test/http/api";
import { wordsOf } from "@/test/http/page-text";

test("the docs explain every code that the API can answer, to everybody", async () => {
  const errors = await api("/docs/errors");
  expect(errors.status).toBe(200);
  // What stands from one code to the next.
  const entries = errors.text.split('<div id="').slice(1);
  const told = new Map(entries.map((html) => [html.slice(0, html.indexOf('"')), wordsOf(`<div id="${html}`)]));
  for (const [code, [status, title, advice]] of Object.entries(PROBLEMS)) {
    expect(told.get(code)).toContain(`${status} ${title}`);
    expect(told.get(code)).toContain(advice);
  }
  const [, reference = ""] =
    /<nav[^>]* aria-label="Docs".*?<a[^>]* href="([^"]+)"[^>]*>API reference</s.exec(errors.text) ?? [];
  const headings = [...(await api(`${reference}/access-tokens`)).text.matchAll(/<h\d.*?<\/h\d>/gs)].map(([html]) =>
    wordsOf(html),
  );
  expect(headings).toContainEqual(expect.stringMatching(/^PATCH \/iam\/v3\/access-tokens\/{uuid}\/#$/));
});
