import { expect, test } from "vitest";
import { quotedName } from "./named";

test.each([
  ["MacBook Pro", "“MacBook Pro”"],
  ["CI: nightly, v1.2.3, 12:30", "“CI: nightly, v1.2.3, 12:30”"],
  ["Zoë’s 👩‍👩‍👧‍👦", "“Zoë’s 👩‍👩‍👧‍👦”"],
  ["Claim your prize http://evil.example/x", "“Claim your prize http: //evil. example/x”"],
  ["v1.2.3.4/login 192.168.0.1:8080", "“v1. 2. 3. 4/login 192. 168. 0. 1:8080”"],
  ["www.evil.example", "“www. evil. example”"],
  ["mail me@evil.example", "“mail me @ evil. example”"],
  ["tel:+41790000000 sip:1", "“tel: +41790000000 sip: 1”"],
  ["evil。example evil．example", "“evil。 example evil． example”"],
  ["\\\\evil\\share", "“\\ \\evil\\share”"],
  ["a” is safe. Go to “b", "“a' is safe. Go to 'b”"],
  ["one\r\n\r\nYour account", "“one Your account”"],
  ["\u202egpj.exe", "“gpj. exe”"],
  ["\u200b", "“”"],
])("%j is shown as %s", (text, shown) => {
  expect(quotedName(text)).toBe(shown);
});

// What the usual mail programs make a link of: a scheme, an address, the name of a host.
const LINK = /[a-z][a-z0-9+.-]*:\S|\S@\S|[\p{L}\p{N}-][.\u2024\u3002\uff0e\uff61]\p{L}|\\\\/iu;

test.each([
  "http://evil.example",
  "HTTPS://EVIL.EXAMPLE/?a=b#c",
  "javascript:alert(1)",
  "data:text/html,x",
  "mailto:a@b.example",
  "//evil.example",
  "xn--80ak6aa92e.com",
  "пример.рф",
  "a.b.c.d@e.f.g",
  "...evil..example...com",
  "evil\u2024example",
  "http:\\\\evil.example",
  "evil.example".repeat(20),
])("%j is no link", (text) => {
  expect(quotedName(text)).not.toMatch(LINK);
});

test("a long name is cut, in characters as people count them", () => {
  expect(quotedName("漢".repeat(61), 60)).toBe(`“${"漢".repeat(59)}…”`);
  expect(quotedName("x".repeat(2_000)).length).toBeLessThan(510);
});
