import { expect, test } from "vitest";
import { isInNetworks, networkOf, networksWithin } from "./network";

test.each([
  ["198.51.100.7", null, true],
  [null, null, true],
  [null, ["0.0.0.0/0"], false],
  ["198.51.100.7", ["198.51.100.0/24"], true],
  ["198.51.101.7", ["198.51.100.0/24"], false],
  ["::ffff:198.51.100.7", ["198.51.100.0/24"], true],
  ["2001:db8::1", ["2001:db8::/32"], true],
  ["2001:db9::1", ["2001:db8::/32"], false],
  ["198.51.100.7", ["::/0"], false],
  ["2001:db8::1", ["0.0.0.0/0"], false],
  ["nonsense", ["0.0.0.0/0", "::/0"], false],
  ["198.51.100.7", ["10.0.0.0/8", "198.51.100.7"], true],
])("%s in %j: %s", (address, networks, inside) => {
  expect(isInNetworks(address, networks)).toBe(inside);
});

test.each([
  ["10.1.2.3/8", "10.0.0.0/8"],
  ["192.0.2.1", "192.0.2.1/32"],
  ["2001:db8::1/32", "2001:db8::/32"],
  ["::1", "::1/128"],
  ["2001:DB8:0:0:0:0:0:1", "2001:db8::1/128"],
  ["2001:0DB8:00A0::FF00/40", "2001:db8::/40"],
  ["::ffff:203.0.113.7", "203.0.113.7/32"],
  ["::ffff:cb00:7107", "203.0.113.7/32"],
  ["::ffff:203.0.113.7/120", "203.0.113.0/24"],
  ["::/0", "::/0"],
])("the network of %s is %s", (text, network) => {
  expect(networkOf(text)).toBe(network);
});

test.each([
  [["10.1.0.0/16"], ["10.0.0.0/8"], true],
  [["10.0.0.0/8"], ["10.1.0.0/16"], false],
  [["10.0.0.0/8", "192.0.2.0/24"], ["10.0.0.0/8"], false],
  [null, ["10.0.0.0/8"], false],
  [["10.0.0.0/8"], null, true],
  [["::/0"], ["0.0.0.0/0"], false],
])("%j within %j: %s", (inner, outer, within) => {
  expect(networksWithin(inner, outer)).toBe(within);
});
