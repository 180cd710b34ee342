import { expect, test } from "vitest";
import type { MailBody } from "./body";
import { renderMail } from "./template";

const link = (path: string) => `http://localhost:3000${path}`;
const body: MailBody = {
  greeting: "Hello Mira,",
  paragraphs: ["first paragraph.", "second paragraph."],
  items: [
    { title: "MacBook Pro expires", text: "On Monday.", actions: [{ label: "Rotate", url: link("/t?rotate=1&a=2") }] },
  ],
  actions: [
    { label: "The button", url: link("/button") },
    { label: "A link", url: link("/link") },
  ],
  footer: "Why you get this.",
};

const NAMED = { what: "Label", text: `<img src=x onerror="alert(1)">&` };

/** What a person reads of the HTML. */
function readable(html: string): string {
  return html
    .replace(/<style>[\s\S]*?<\/style>/g, "")
    .replace(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/g, "$2 $1")
    .replace(/<[^>]+>/g, " ")
    .replace(/&amp;/g, "&");
}

test("the text and the HTML say the same, with the same links", () => {
  const { text, html } = renderMail(body);
  const said = [
    "Hello Mira,",
    "first paragraph.",
    "second paragraph.",
    "MacBook Pro expires",
    "On Monday.",
    "Rotate",
    "The button",
    "A link",
    "Why you get this.",
  ];
  const links = [link("/t?rotate=1&a=2"), link("/button"), link("/link")];
  for (const part of [...said, ...links]) {
    expect(text).toContain(part);
    expect(readable(html)).toContain(part);
  }
});

test("what people typed stays text, wherever it stands", () => {
  const typed = `<img src=x onerror="alert('1')">&amp;`;
  const { text, html } = renderMail({
    greeting: typed,
    paragraphs: [typed],
    items: [{ title: typed, text: typed, actions: [{ label: typed, url: link(`/?q="><script>`) }], named: [NAMED] }],
    actions: [{ label: typed, url: link(`/'"><script>`) }],
    named: [NAMED],
    footer: typed,
  });
  expect(html).not.toMatch(/<img|<script|onerror="/);
  expect(html.split("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;")).toHaveLength(8);
  expect(text).toContain(typed);
  expect(html.split("Label: “&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;”")).toHaveLength(3);
});

test("what people named stands behind everything else that a mail says, in both parts", () => {
  const { text, html } = renderMail({ ...body, named: [{ what: "Label", text: "MacBook Pro" }] });
  for (const part of [text, readable(html)]) {
    const place = part.indexOf("Label: “MacBook Pro”");
    expect(place).toBeGreaterThan(part.lastIndexOf("A link"));
    expect(place).toBeLessThan(part.indexOf("Why you get this."));
  }
});

test("a mail loads nothing from anywhere, and knows both themes", () => {
  const { html } = renderMail(body);
  expect(html).not.toMatch(/<img|<link|<script|url\(|@import|src=/);
  expect(html).toContain("prefers-color-scheme: dark");
});

test.each([
  "https://localhost:3000/a",
  "http://localhost:30001/a",
  "http://localhost:3000@evil.example/",
  "/relative",
  "",
])("a link to %j is refused", (url) => {
  expect(() => renderMail({ paragraphs: [], actions: [{ label: "x", url }] })).toThrow(/APP_URL/);
  expect(() =>
    renderMail({ paragraphs: [], items: [{ title: "", text: "", actions: [{ label: "x", url }] }], actions: [] }),
  ).toThrow(/APP_URL/);
});
