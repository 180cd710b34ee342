import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";
import proxyAddr from "@fastify/proxy-addr";

/** The origin of a request, as far as it can be trusted. */
export type Origin = {
  /** Address of the client, IPv4 or IPv6, without port and interface. */
  address: string;
  proto: "http" | "https";
  /** Host and port that the client asked for; empty when the request names none that could exist. */
  host: string;
};

export type Trust = (address: string, distance: number) => boolean;

/** @param proxies addresses and networks, as `TRUSTED_PROXIES` lists them */
export function trustOf(proxies: readonly string[]): Trust {
  return proxyAddr.compile([...proxies]);
}

/**
 * Where a request comes from. Only what a trusted proxy wrote is believed: the chain of addresses is walked from the socket
 * outwards, up to the first that is no trusted proxy.
 * @param socketAddress the other end of the TCP connection
 */
export function originOf(headers: IncomingHttpHeaders, socketAddress: string, trust: Trust): Origin {
  const hops = [socketAddress, ...listed(headers["x-forwarded-for"]).reverse()].map(plainAddress);
  let proxies = 0;
  while (trusted(hops[proxies], proxies, trust) && isIP(hops[proxies + 1] ?? "") !== 0) proxies++;
  // The outermost trusted proxy names nobody: then it is the client itself, and what it says about itself is believed.
  const writers = trusted(hops[proxies], proxies, trust) ? proxies + 1 : proxies;
  const proto = writtenBy(headers["x-forwarded-proto"], writers)?.toLowerCase();
  const host = writtenBy(headers["x-forwarded-host"], writers) ?? headers.host ?? "";
  return {
    address: hops[proxies] ?? "",
    proto: proto === "https" ? "https" : "http",
    host: isHost(host) ? host : "",
  };
}

function trusted(address: string | undefined, distance: number, trust: Trust): boolean {
  return address !== undefined && isIP(address) !== 0 && trust(address, distance);
}

/** The entry that the outermost of `count` proxies wrote, each having appended one, or the one that they kept. */
function writtenBy(header: string | string[] | undefined, count: number): string | undefined {
  if (count === 0) return undefined;
  const values = listed(header);
  return values[Math.max(0, values.length - count)];
}

function listed(header: string | string[] | undefined): string[] {
  const text = Array.isArray(header) ? header.join(",") : (header ?? "");
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** `::ffff:192.0.2.1`, `192.0.2.1:4711`, `[2001:db8::1]:4711` and `fe80::1%eth0` without what is not the address. */
export function plainAddress(text: string): string {
  const bare = /^\[([^\]]+)\](:\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text;
  const address = bare.replace(/%.*$/, "");
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}

// A name, an IPv4 address or an IPv6 address in brackets, and a port: nothing that could end the host of a URL.
function isHost(text: string): boolean {
  return text.length <= 260 && /^([a-z0-9_.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/i.test(text);
}
