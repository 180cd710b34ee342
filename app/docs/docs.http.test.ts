import { beforeAll, expect, test } from "vitest";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { PAGES } from "@/lib/docs/contents";
import { type ApiAnswer, api } from "@/test/http/api";
import { wordsOf } from "@/test/http/page-text";
import { sharedServer } from "@/test/http/server";
import { REFERENCE } from "./api/reference";

const ADDRESSES = ["/docs", "/docs/search", ...PAGES.map(({ href }) => href)];
const answers = new Map<string, ApiAnswer>();
const pageAt = (address: string) => answers.get(address)?.text ?? "";

beforeAll(async () => {
  for (const address of ADDRESSES) answers.set(address, await api(address));
});

/** The part of a page that is its own: what stands beside it is the same on all. */
const articleOf = (html: string) => /<article.*<\/article>/s.exec(html)?.[0] ?? "";
const hrefsIn = (html: string) =>
  [...html.matchAll(/ href="([^"]*)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));

test("each page of the docs is there for everybody, with its title, and is the current one in the list of pages", () => {
  for (const { href, title } of PAGES) {
    expect(answers.get(href)?.status, href).toBe(200);
    expect(wordsOf(/<h1.*?<\/h1>/s.exec(pageAt(href))?.[0] ?? ""), href).toBe(title);
    const current = pageAt(href).match(/<a [^>]*aria-current="page"[^>]*>/g) ?? [];
    expect(current.flatMap(hrefsIn), href).toContain(href);
  }
});

test("every link into the docs leads to a page of theirs, and to an anchor that is on it", () => {
  const broken = ADDRESSES.flatMap((address) =>
    hrefsIn(articleOf(pageAt(address)))
      .filter((href) => /^(#|\/docs)/.test(href))
      .filter((href) => {
        const [path = "", anchor] = href.split("#");
        const target = pageAt(path === "" ? address : path);
        return target === "" || (anchor !== undefined && !target.includes(` id="${anchor}"`));
      })
      .map((href) => `${address}: ${href}`),
  );
  expect(broken).toEqual([]);
});

test("the API reference keeps the anchors that links from elsewhere lead to, and has every endpoint on the page of its part", () => {
  for (const anchor of ["rules", "errors", "endpoints", "token"]) {
    expect(pageAt("/docs/api"), anchor).toContain(` id="${anchor}"`);
  }
  for (const { page, id, method, path } of REFERENCE) {
    const [, heading = ""] = new RegExp(`<h2 id="${id}".*?>(.*?)</h2>`, "s").exec(pageAt(page)) ?? [];
    expect(wordsOf(heading), `${page}#${id}`).toBe(`${method} ${path}#`);
  }
  expect(wordsOf(pageAt("/docs/api/access-tokens"))).toContain(`curl "${sharedServer().url}/iam/v3/me/"`);
});

test("a page has the address of its instance in its examples, and nothing of the Markdown's own", () => {
  for (const address of ADDRESSES) {
    expect(pageAt(address), address).not.toContain("latchkey.example.com");
    expect(
      hrefsIn(articleOf(pageAt(address))).filter((href) => href.includes(".md")),
      address,
    ).toEqual([]);
  }
  expect(wordsOf(pageAt("/docs/quick-start"))).toContain(`export LATCHKEY_HOST=${sharedServer().url}`);
});

test("a page that the docs do not have is not found, and a name of a file is none", async () => {
  for (const slug of ["no-such-page", "README", "..%2Foperating", "tokens.md", "api/no-such-part", "api/teams/x"]) {
    expect((await api(`/docs/${slug}`)).status, slug).toBe(404);
  }
});

test("a search without a script leads to what it finds, and no secret gets into an address", async () => {
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const send = (q: string) => api("/search", { method: "POST", headers, body: `list=/docs/search&q=${q}` });
  const sent = await send("forward%20nginx");
  expect([sent.status, sent.headers.location]).toEqual([303, "/docs/search?q=forward+nginx"]);
  const { text } = await api(sent.headers.location ?? "");
  expect(hrefsIn(articleOf(text))).toContain("/docs/forward-authentication#nginx");
  expect(wordsOf(articleOf(text))).toMatch(/\d+ results? for “forward nginx”/);
  const endpoints = await api("/docs/search?q=rotate%20overlap%20post");
  expect(hrefsIn(articleOf(endpoints.text))).toContain("/docs/api/access-tokens#rotateAccessToken");
  const secret = generateSecret("lk", "pat");
  const dropped = await send(secret);
  expect(dropped.headers.location).toBe("/docs/search?secret_dropped=1");
  expect(wordsOf((await api(dropped.headers.location ?? "")).text)).toContain("neither searched for nor kept");
});

test("what is searched for is shown as text, whatever it is", async () => {
  for (const q of ["<script>alert(1)</script>", "(", "q=1&q=2", "%00".repeat(2), "x".repeat(5_000)]) {
    const { status, text } = await api(`/docs/search?q=${encodeURIComponent(q)}`);
    expect(status, q).toBe(200);
    expect(text).not.toContain("<script>alert(1)");
  }
  expect((await api("/docs/search?q=a&q=b")).status).toBe(200);
});
