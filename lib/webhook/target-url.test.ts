import { expect, test } from "vitest";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { isPublicAddress } from "./address";
import { shownHost, targetUrlInput } from "./target-url";

test.each([
  ["8.8.8.8", true],
  ["2606:4700::1111", true],
  ["::ffff:8.8.8.8", true],
  ...[
    "0.0.0.0",
    "0.1.2.3",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.192",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:a9fe:a9fe::1",
    "4000::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "example.com",
    "",
  ].map((address) => [address, false] as const),
] as const)("%s is an address of the internet: %s", (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});

const parse = (url: unknown, privateNetworks = false) => {
  const parsed = targetUrlInput({ privateNetworks: () => privateNetworks }).safeParse(url);
  return parsed.success ? parsed.data : parsed.error.issues[0]?.message;
};

const HTTPS = "The address must start with https://.";
const PRIVATE = "The URL points to a private network. It must be reachable on the internet.";

test.each<[unknown, string]>([
  [" https://example.com/hooks?for=ci ", "https://example.com/hooks?for=ci"],
  ["HTTPS://EXAMPLE.com:443", "https://example.com/"],
  ["https://example.com:8443/hooks", "https://example.com:8443/hooks"],
  ["https://bücher.example.com/ä", "https://xn--bcher-kva.example.com/%C3%A4"],
  ["https://8.8.8.8/", "https://8.8.8.8/"],
  ["", "Enter a URL."],
  [undefined, "Enter a URL."],
  ["example.com", "Enter a whole address, such as https://example.com/hooks."],
  ["https://exa mple.com", "Enter a whole address, such as https://example.com/hooks."],
  ["https://example.com/a\tb", "Enter a whole address, such as https://example.com/hooks."],
  ["https://", "Enter a whole address, such as https://example.com/hooks."],
  ["http://example.com/hooks", HTTPS],
  ["ftp://example.com/", HTTPS],
  ["file:///etc/passwd", HTTPS],
  ["javascript:alert(1)", HTTPS],
  ["https://user:password@example.com/", "The URL contains credentials. Remove them: requests are signed instead."],
  ["https://user@example.com/", "The URL contains credentials. Remove them: requests are signed instead."],
  ["https://example.com/#here", "The URL has a part after #, which is never sent. Remove it."],
  ["https://example.com:22/", "The port must be 443, or 1,024 or higher."],
  ["https://example.com:25/", "The port must be 443, or 1,024 or higher."],
  ["https://localhost/", PRIVATE],
  ["https://LOCALHOST./", PRIVATE],
  ["https://intranet/", PRIVATE],
  ["https://metadata.google.internal/", PRIVATE],
  ["https://printer.local/", PRIVATE],
  ["https://127.0.0.1/", PRIVATE],
  ["https://2130706433/", PRIVATE],
  ["https://0x7f.1/", PRIVATE],
  ["https://127.0.0.1./", PRIVATE],
  ["https://①②⑦.0.0.1/", PRIVATE],
  ["https://169.254.169.254/latest/", PRIVATE],
  ["https://[::ffff:169.254.169.254]/", PRIVATE],
  ["https://[64:ff9b::a9fe:a9fe]/", PRIVATE],
  ["https://[::1]/", PRIVATE],
])("%s as an address for events: %s", (url, result) => {
  expect(parse(url)).toBe(result);
});

test("where private networks are allowed, so are plain HTTP and local names, but nothing else more", () => {
  expect(parse("http://10.0.0.7:8080/hooks", true)).toBe("http://10.0.0.7:8080/hooks");
  expect(parse("http://receiver/hooks", true)).toBe("http://receiver/hooks");
  expect(parse("ftp://receiver/", true)).toBe(HTTPS);
  expect(parse("http://user:password@receiver/", true)).toContain("credentials");
  expect(parse("http://receiver:22/", true)).toContain("port");
});

test("a host is shown as it is written, without the path", () => {
  expect(shownHost("https://xn--bcher-kva.example.com:8443/T012/B345/secret")).toBe("bücher.example.com:8443");
});

test("an address that is too long, as it is or once it is encoded, and one with a token’s secret are refused", () => {
  expect(parse(`https://example.com/${"a".repeat(1_980)}`)).toHaveLength(2_000);
  expect(parse(`https://example.com/${"a".repeat(1_981)}`)).toBe("The URL has more than 2,000 characters.");
  expect(parse(`https://example.com/${"ä".repeat(400)}`)).toBe("The URL is too long once its characters are encoded.");
  expect(parse(`https://example.com/?token=${generateSecret("lk", "pat")}`)).toContain(
    "secret of an access token. Remove it",
  );
});
