import { expect, test } from "vitest";
import { networkOfClient, readNetworks, withNetwork } from "./networks";
import { refuseNetworks } from "./refuse-networks";

test("networks are one on each line, or between commas", () => {
  expect(readNetworks(" 10.0.0.0/8\r\n\n203.0.113.7, 2001:db8::/48 ")).toEqual([
    "10.0.0.0/8",
    "203.0.113.7",
    "2001:db8::/48",
  ]);
});

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  [null, null],
  ["unknown", null],
])("of whoever has %s, %s is suggested", (address, network) => {
  expect(networkOfClient(address)).toBe(network);
});

test("an address is added once, and not where a network has it already", () => {
  expect(withNetwork("", "203.0.113.7")).toBe("203.0.113.7");
  expect(withNetwork("10.0.0.0/8\n", "203.0.113.7")).toBe("10.0.0.0/8\n203.0.113.7");
  expect(withNetwork("203.0.113.0/24", "203.0.113.7")).toBe("203.0.113.0/24");
  expect(withNetwork("2001:db8:1:2::/64", "2001:db8:1:2::/64")).toBe("2001:db8:1:2::/64");
  expect(withNetwork("half a network", "203.0.113.7")).toBe("half a network\n203.0.113.7");
});

test("what is no network is named with its line", () => {
  expect(refuseNetworks("10.0.0.0/8\r\n\r\n203.0.113, 192.0.2.1\r\n2001:db8::/129")).toEqual([
    "Line 3: “203.0.113” is not an IP address or a network such as 203.0.113.0/24.",
    "Line 4: “2001:db8::/129” is not an IP address or a network such as 203.0.113.0/24.",
  ]);
  expect(refuseNetworks("10.0.0.0/8\n2001:DB8::1, ::1\n")).toEqual([]);
  expect(refuseNetworks("")).toEqual([]);
});
