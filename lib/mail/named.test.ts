import { expect, test } from "vitest";
import { quotedName } from "./named";

test.each([
  ["MacBook Pro", "“MacBook Pro”"],
  ["CI: nightly, v1.2.3, 12:30", "“CI: nightly, v1.2.3, 12:30”"],
  ["Zoë’s 👩‍👩‍👧‍👦", "“Zoë’s 👩‍👩‍👧‍👦”"],
  ["Claim your prize http://evil.example/x", "“Claim your prize http: //evil. example/x”"],
  ["v1.2.3.4/login 192.168.0.1:8080", "“v1. 2. 3. 4/login 192·168·0·1:8080”"],
  ["www.evil.example", "“www. evil. example”"],
  ["mail me@evil.example", "“mail me @ evil. example”"],
  ["tel:+41790000000 sip:1", "“tel: +4179·0000·000 sip: 1”"],
  ["Call +1 (800) 555-0199 now", "“Call +1·800·555·0199 now”"],
  ["1.800.555.0199 or 00 41/79 000 00 00", "“1·800·555·0199 or 00·41·79·000·00·00”"],
  ["٠٧٩ ٠٠٠ ٠٠ ٠٠, ０７９０００００００", "“٠٧٩·٠٠٠·٠٠·٠٠, ０７９０·００００·００”"],
  ["Backup of 2026-11-30, ticket 123456, 10.11.12", "“Backup of 2026-11-30, ticket 123456, 10.11.12”"],
  ["evil。example evil．example", "“evil。 example evil． example”"],
  ["\\\\evil\\share", "“\\ \\evil\\share”"],
  ["a” is safe. Go to “b", "“a' is safe. Go to 'b”"],
  ["one\r\n\r\nYour account", "“one Your account”"],
  ["\u202egpj.exe", "“gpj. exe”"],
  ["\u200b", "“”"],
])("%j is shown as %s", (text, shown) => {
  expect(quotedName(text)).toBe(shown);
});

// What the usual mail programs make a link of: a scheme, an address, the name of a host, the number of a telephone.
const LINK =
  /\p{Nd}{5}|(?:\p{Nd}[^\p{L}·]{0,4}){7}|[a-z][a-z0-9+.-]*:\S|\S@\S|[\p{L}\p{N}-][.\u2024\u3002\uff0e\uff61]\p{L}|\\\\/iu;

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
  "+41790000000",
  "tel:0800 555 0199",
  "0 8 0 0 5 5 5",
  "(0800)-(555)-(0199)",
  "2026-11-30-0199",
])("%j is no link", (text) => {
  expect(quotedName(text)).not.toMatch(LINK);
});

test("a long name is cut, in characters as people count them", () => {
  expect(quotedName("漢".repeat(61), 60)).toBe(`“${"漢".repeat(59)}…”`);
  expect(quotedName("x".repeat(2_000)).length).toBeLessThan(510);
});
