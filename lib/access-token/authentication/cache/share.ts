import type { TokenPrincipalCore } from "@/lib/authorization/principal";

const MOST = 10_000;

/**
 * Parts that many principals have alike, kept once: an owner of twenty tokens, an organisation that a thousand reach. What is shared is
 * frozen by whoever keeps it, so that nobody notices. Bounded by beginning anew: what was shared stays with those who have it.
 */
export class Shared {
  readonly #parts = new Map<string, unknown>();
  readonly #texts = new Map<string, string>();
  #own = 0;

  /** Let a principal that was just made share what it can. @returns roughly how many characters of it are its own */
  within(core: TokenPrincipalCore): number {
    this.#own = core.token.label.length;
    const { token, secret } = core;
    token.kind = this.text(token.kind);
    token.reach = this.text(token.reach);
    token.scopes = this.one(token.scopes);
    token.limits = this.one(token.limits);
    secret.state = this.text(secret.state);
    core.owner = this.one(core.owner);
    core.organisations = this.one(core.organisations);
    core.refusedOrganisations = this.one(core.refusedOrganisations);
    return this.#own;
  }

  /** The same text, kept once. */
  text<Text extends string>(text: Text): Text {
    const known = this.#texts.get(text);
    // What is equal is of the same type.
    if (known !== undefined) return known as Text;
    if (this.#texts.size >= MOST) this.#texts.clear();
    this.#texts.set(text, text);
    this.#own += text.length;
    return text;
  }

  /** A value that is equal to this one, of the same place in a principal. */
  one<Part>(part: Part): Part {
    const text = JSON.stringify(part);
    const known = this.#parts.get(text);
    // Of one place in a principal, the same text is the same value.
    if (known !== undefined) return known as Part;
    if (this.#parts.size >= MOST) this.#parts.clear();
    this.#parts.set(text, part);
    this.#own += text.length;
    return part;
  }
}
