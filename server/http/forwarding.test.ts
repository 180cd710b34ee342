import type { IncomingHttpHeaders } from "node:http";
import { describe, expect, test } from "vitest";
import { originOf, trustOf } from "./forwarding";

const NOBODY = trustOf([]);
const PROXIES = trustOf(["10.0.0.0/8", "2001:db8:aa::/48", "192.0.2.9"]);
const forwarded = (value: string): IncomingHttpHeaders => ({ host: "app", "x-forwarded-for": value });

describe("the client's address", () => {
  test.each<[string, string, string, string]>([
    // what, socket, X-Forwarded-For, expected
    ["without a proxy it is the socket's", "203.0.113.5", "", "203.0.113.5"],
    ["a client that is no proxy is not believed", "203.0.113.5", "198.51.100.1", "203.0.113.5"],
    ["a proxy is believed", "10.1.2.3", "203.0.113.5", "203.0.113.5"],
    ["a forged first entry does not count", "10.1.2.3", "1.1.1.1, 203.0.113.5", "203.0.113.5"],
    ["a forged entry of a proxy's address does not count", "10.1.2.3", "10.9.9.9, 203.0.113.5", "203.0.113.5"],
    ["several proxies are walked through", "10.1.2.3", "203.0.113.5, 192.0.2.9, 10.0.0.1", "203.0.113.5"],
    ["an untrusted proxy in between ends the walk", "10.1.2.3", "203.0.113.5, 198.51.100.7, 10.0.0.1", "198.51.100.7"],
    ["a chain of proxies alone ends at the outermost", "10.1.2.3", "10.0.0.7", "10.0.0.7"],
    ["a proxy that names nobody is the client itself", "10.1.2.3", "", "10.1.2.3"],
    ["what is no address ends the walk before it", "10.1.2.3", "203.0.113.5, unknown", "10.1.2.3"],
    ["an obfuscated one likewise", "10.1.2.3", "_hidden, 10.0.0.1", "10.0.0.1"],
    ["an IPv4-mapped socket is the IPv4 address", "::ffff:203.0.113.5", "", "203.0.113.5"],
    ["an IPv4-mapped proxy is trusted as IPv4", "::ffff:10.1.2.3", "203.0.113.5", "203.0.113.5"],
    ["an IPv4-mapped entry is the IPv4 address", "10.1.2.3", "::ffff:203.0.113.5", "203.0.113.5"],
    ["IPv6 through an IPv6 proxy", "2001:db8:aa::1", "2001:db8:bb::5", "2001:db8:bb::5"],
    ["an IPv6 client that is no proxy is not believed", "2001:db8:bb::1", "1.1.1.1", "2001:db8:bb::1"],
    ["a port is not part of the address", "10.1.2.3", "203.0.113.5:4711", "203.0.113.5"],
    ["nor is one of IPv6", "10.1.2.3", "[2001:db8:bb::5]:4711", "2001:db8:bb::5"],
    ["nor brackets alone", "10.1.2.3", "[2001:db8:bb::5]", "2001:db8:bb::5"],
    ["nor is the interface", "fe80::1%eth0", "", "fe80::1"],
    ["empty entries are none", "10.1.2.3", " , 203.0.113.5 ,, ", "203.0.113.5"],
  ])("%s", (_, socket, header, expected) => {
    expect(originOf(forwarded(header), socket, PROXIES).address).toBe(expected);
  });

  test("nothing is believed without TRUSTED_PROXIES, from the machine itself neither", () => {
    const headers = { ...forwarded("1.1.1.1"), "x-forwarded-proto": "https", "x-forwarded-host": "evil.example" };
    expect(originOf(headers, "127.0.0.1", NOBODY)).toEqual({ address: "127.0.0.1", proto: "http", host: "app" });
  });
});

describe("protocol and host", () => {
  const headers = (proto: string, host: string): IncomingHttpHeaders => ({
    host: "inner:3000",
    "x-forwarded-for": "203.0.113.5",
    "x-forwarded-proto": proto,
    "x-forwarded-host": host,
  });
  test.each<[string, string, string, "http" | "https", string]>([
    // socket, proto, host, expected proto, expected host
    ["10.1.2.3", "https", "app.example", "https", "app.example"],
    ["10.1.2.3", "HTTPS", "app.example:8443", "https", "app.example:8443"],
    ["10.1.2.3", "http", "[2001:db8::1]:80", "http", "[2001:db8::1]:80"],
    ["10.1.2.3", "", "", "http", "inner:3000"],
    ["10.1.2.3", "javascript", "app.example", "http", "app.example"],
    // The client forged the first entry, and the proxy appended its own.
    ["10.1.2.3", "https, http", "evil.example, app.example", "http", "app.example"],
    ["203.0.113.99", "https", "evil.example", "http", "inner:3000"],
    ["10.1.2.3", "https", "evil.example/path?", "https", ""],
    ["10.1.2.3", "https", "user@evil.example", "https", ""],
    ["10.1.2.3", "https", "a b", "https", ""],
    ["10.1.2.3", "https", "h".repeat(300), "https", ""],
  ])("from %s, proto %j and host %j are %s and %j", (socket, proto, host, expectedProto, expectedHost) => {
    const origin = originOf(headers(proto, host), socket, PROXIES);
    expect([origin.proto, origin.host]).toEqual([expectedProto, expectedHost]);
  });

  test("of two proxies that append, the outer one's word counts", () => {
    const chain = {
      ...headers("https, http", "app.example, inner.example"),
      "x-forwarded-for": "203.0.113.5, 10.0.0.1",
    };
    expect(originOf(chain, "10.1.2.3", PROXIES)).toEqual({
      address: "203.0.113.5",
      proto: "https",
      host: "app.example",
    });
  });
});
