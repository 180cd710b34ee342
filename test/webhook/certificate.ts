import { generateKeyPairSync, sign } from "node:crypto";

/** A piece of DER: a tag, a length and what it holds. @see X.690 */
function der(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  const told = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...told]), body]);
}

const sequence = (...content: Buffer[]) => der(0x30, ...content);
const oid = (...octets: number[]) => der(0x06, Buffer.from(octets));
const text = (tag: number, value: string) => der(tag, Buffer.from(value));
const ECDSA_WITH_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const COMMON_NAME = oid(0x55, 0x04, 0x03);
const SUBJECT_ALT_NAME = oid(0x55, 0x1d, 0x11);
const DNS_NAME = 0x82;

/** A certificate for a host that nobody but itself vouches for, with its key. @see RFC 5280 §4.1 */
export function selfSigned(host: string): { cert: string; key: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = sequence(der(0x31, sequence(COMMON_NAME, text(0x0c, host))));
  const certified = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ECDSA_WITH_SHA256,
    name,
    sequence(text(0x18, "20200101000000Z"), text(0x18, "20990101000000Z")),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(sequence(SUBJECT_ALT_NAME, der(0x04, sequence(text(DNS_NAME, host)))))),
  );
  const signature = der(0x03, Buffer.from([0]), sign("sha256", certified, privateKey));
  const base64 = sequence(certified, ECDSA_WITH_SHA256, signature).toString("base64");
  const lines = base64.match(/.{1,64}/g)?.join("\n");
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
