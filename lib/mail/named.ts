import { nearestLine } from "@/lib/text-input";

/** A fact of a mail that holds what someone named: `{ what: "Access token", text: "MacBook Pro" }`. */
export type Named = { what: string; text: string };

const LONGEST = 500;
/** The length of a name in a subject, which mail programs truncate. */
export const SUBJECT_NAME_CHARACTERS = 60;

/**
 * What someone named, for a mail: one line in quotation marks that no mail program makes a link of.
 * A blank is put where a link would hold together: before the letters after a dot, and the numbers of an address of IPv4, after
 * the colon of a scheme, around an at sign, between two backslashes. It can be seen, and so can what was named: `http: //evil.
 * example`. An invisible character would do the same, but filters take those for a trick of phishing, and some take them out.
 * A blank holds no number of a telephone apart: between its digits stands a dot in the middle of the line.
 */
export function quotedName(text: string, longest = LONGEST): string {
  const line = nearestLine(text)
    .replace(/\s+/gu, " ")
    .replace(/[“”„‟"]/gu, "'");
  const characters = [...line];
  const short = characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : line;
  return `“${withoutLinks(short)}”`;
}

/** A fact as a line: `Access token: “MacBook Pro”`. */
export function namedLine({ what, text }: Named): string {
  return `${what}: ${quotedName(text)}`;
}

// Seven digits, and between them what people and mail programs take for a part of the number (as libphonenumber has it).
const TELEPHONE = /\p{Nd}(?:[\p{Zs}\p{Pd}()（）［］[\]./／~⁓∼～−ー]{0,4}\p{Nd}){6,}/gu;
const DATE = /^[12]\d{3}-[01]\d-[0-3]\d$/;

/** `+41 79 000 00 00` as `+41·79·000·00·00`. A day stays as it is. */
function withoutTelephone(number: string): string {
  if (DATE.test(number)) return number;
  return number.replace(/\P{Nd}+/gu, "·").replace(/(\p{Nd}{4})(?=\p{Nd})/gu, "$1·");
}

function withoutLinks(text: string): string {
  return (
    text
      .replace(TELEPHONE, withoutTelephone)
      // Also the dots that browsers take for one in the name of a host (RFC 3490 §3.1), and what is compatible with a dot.
      .replace(/([.\u2024\u3002\uff0e\uff61\ufe52])(?=[\p{L}\p{M}])/gu, "$1 ")
      // Three dots and four numbers are an address of IPv4; a version has fewer.
      .replace(/\d+(?:[.\u2024\u3002\uff0e\uff61\ufe52]\d+){3,}/gu, (address) => address.replace(/(\D)/g, "$1 "))
      .replace(/(?<=[\p{L}\p{N}+.-])([:\uff1a])(?=[^\s\d])/gu, "$1 ")
      .replace(/(?<=\p{L})([:\uff1a])(?=\d)/gu, "$1 ")
      .replace(/(?<=\S)([@\uff20\ufe6b])(?=\S)/gu, " $1 ")
      .replace(/\\(?=\\)/g, "\\ ")
  );
}
