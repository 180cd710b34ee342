import { describe, expect, test } from "vitest";
import { checksum, digestOf, generateSecret, hintOf, parseSecret } from "./secret";

const KEY = Buffer.alloc(32, 7);

describe("a generated secret", () => {
  test("has the documented format, of letters, digits and two underscores only", () => {
    for (const kind of ["pat", "org", "cli"] as const) {
      expect(generateSecret("lk", kind)).toMatch(new RegExp(`^lk_${kind}_[0-9A-Za-z]{36}$`));
    }
  });

  test("is well formed by its own checksum, under any prefix", () => {
    for (let i = 0; i < 200; i++) {
      expect(parseSecret(generateSecret("acme9", "pat"))).toEqual({
        status: "well_formed",
        prefix: "acme9",
        kind: "pat",
      });
    }
  });

  test("uses each of the 62 characters about equally often: no modulo bias", () => {
    const counts = new Map<string, number>();
    const secrets = 4000;
    for (let i = 0; i < secrets; i++) {
      for (const character of generateSecret("lk", "pat").slice(7, 37)) {
        counts.set(character, (counts.get(character) ?? 0) + 1);
      }
    }
    const expected = (secrets * 30) / 62;
    expect(counts.size).toBe(62);
    // Six standard deviations (√1935 ≈ 44): a byte taken modulo 62 would show the first eight characters 25 % too often.
    for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(6 * Math.sqrt(expected));
  });
});

test("the checksum is CRC-32 in base62, by the check value of the CRC catalogue", () => {
  // CRC-32/ISO-HDLC of "123456789" is 0xcbf43926.
  expect(checksum("123456789")).toBe("3jZRME");
  expect(checksum("")).toBe("000000");
});

describe("a secret with one mistake is told from a live one without a database:", () => {
  const secret = generateSecret("lk", "pat");
  const other = (character: string | undefined) => (character === "A" ? "B" : "A");
  test("any one wrong character", () => {
    for (let i = 7; i < secret.length; i++) {
      const mistyped = secret.slice(0, i) + other(secret[i]) + secret.slice(i + 1);
      expect(parseSecret(mistyped).status).toBe("mistyped");
    }
  });
  test("two neighbours swapped, in either case", () => {
    for (let i = 7; i + 1 < secret.length; i++) {
      const swapped = `${secret.slice(0, i)}${secret[i + 1]}${secret[i]}${secret.slice(i + 2)}`;
      if (swapped !== secret) expect(parseSecret(swapped).status).toBe("mistyped");
    }
  });
  test.each([
    ["cut off", secret.slice(0, -1)],
    ["one character too many", `${secret}0`],
    ["another kind", secret.replace("_pat_", "_org_")],
    ["another prefix", secret.replace("lk_", "ak_")],
  ])("%s", (_what, text) => {
    expect(parseSecret(text).status).toBe("mistyped");
  });
  test.each([
    "",
    "lk",
    "lk_pat",
    "ghp_0123456789",
    "LK_pat_abc",
    "lk_xyz_abc",
    ` ${secret}`,
    `${secret}\n`,
    "lk_pat_ä",
  ])("%j is no secret at all", (text) => {
    expect(parseSecret(text).status).toBe("not_a_secret");
  });
});

test("a hint shows the prefix, the kind and the last four characters, and nothing else", () => {
  expect(hintOf("lk_pat_0123456789ABCDEFGHIJKLMNOPQRSTabh3Qz")).toBe("lk_pat_…h3Qz");
});

describe("a digest", () => {
  test("is 32 bytes, the same for the same secret and key, and another for any other", () => {
    const secret = generateSecret("lk", "pat");
    expect(digestOf(secret, KEY)).toHaveLength(32);
    expect(digestOf(secret, KEY)).toEqual(digestOf(secret, KEY));
    expect(digestOf(secret, KEY)).not.toEqual(digestOf(secret, Buffer.alloc(32, 8)));
    expect(digestOf(secret, KEY)).not.toEqual(digestOf(generateSecret("lk", "pat"), KEY));
  });
  test("is HMAC-SHA-256 of the secret's SHA-256", async () => {
    const { createHash, createHmac } = await import("node:crypto");
    const sha256 = createHash("sha256").update("abc").digest();
    // FIPS 180-4's own example, so that a system that kept plain SHA-256 can be taken over.
    expect(sha256.toString("hex")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(digestOf("abc", KEY)).toEqual(createHmac("sha256", KEY).update(sha256).digest());
  });
});
