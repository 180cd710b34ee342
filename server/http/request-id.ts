import { randomFillSync } from "node:crypto";

const OCTETS_OF_ONE = 10;
// Asking the system for random octets costs as much for thousands as for ten.
const pool = Buffer.alloc(OCTETS_OF_ONE * 512);
let used = pool.length;

const HEX = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, "0"));

let [millisecond, time] = [-1, ""];

/** The id of a request: a UUID of version 7, for a fraction of what making one usually costs. @see RFC 9562 §5.7 */
export function newRequestId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  // biome-ignore lint/plugin: a UUID has the date in it
  const now = Date.now();
  if (now !== millisecond) {
    millisecond = now;
    const hex = now.toString(16).padStart(12, "0");
    time = `${hex.slice(0, 8)}-${hex.slice(8)}-`;
  }
  const at = used;
  used += OCTETS_OF_ONE;
  return `${time}${hex(at, 0x0f, 0x70)}${hex(at + 1)}-${hex(at + 2, 0x3f, 0x80)}${hex(at + 3)}-${hex(at + 4)}${hex(at + 5)}${hex(at + 6)}${hex(at + 7)}${hex(at + 8)}${hex(at + 9)}`;
}

/** The octet at this place, less what is not in `mask`, and with the bits of version or variant. */
function hex(at: number, mask = 0xff, bits = 0): string {
  return HEX[((pool[at] ?? 0) & mask) | bits] ?? "";
}
