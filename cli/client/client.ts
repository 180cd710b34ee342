import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { EXIT, Failure } from "../failure";
import type { Progress } from "../output/progress";
import { version } from "../package.json";
import { refusalOf } from "./answer";
import { isAnswerTo } from "./shape";
import type { Page } from "./types";

export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;
export type Asking = {
  query?: Query;
  body?: unknown;
  /** Sent in place of a body of JSON. */
  form?: Readonly<Record<string, string>>;
  /** Names a POST, so that asking again with it does nothing twice; made for each that has none. */
  idempotencyKey?: string;
};

// Longer than the longest statement that an instance lets run.
const PATIENCE_MS = 30_000;
const MOST_TRIES = 4;
const LONGEST_WAIT_SECONDS = 60;
const PAGE_SIZE = 500;
const API = /^\/(iam|apps)\//;

/** Begins a bar for so many things. */
export type StartBar = (subject: string, all: number) => Progress;

/** Speaks with the public API of one instance, as one token. */
export class Client {
  readonly host: string;
  readonly #secret: string | (() => Promise<string>) | undefined;
  readonly #startBar: StartBar | undefined;

  /**
   * @param host the instance's origin
   * @param secret or what finds out with the first request which one it is
   */
  constructor(host: string, secret?: string | (() => Promise<string>), startBar?: StartBar) {
    this.host = host;
    this.#secret = secret;
    this.#startBar = startBar;
  }

  /**
   * The JSON that a path answers with; undefined where there is none. A POST carries an `Idempotency-Key`, so that it can be sent again.
   * @throws Refusal, or Failure where no answer came
   */
  async ask<Answer>(method: string, path: string, asking: Asking = {}): Promise<Answer> {
    const response = await this.send(method, path, asking);
    const text = await this.#reading(() => response.text());
    const answer = this.#parsed(text, response);
    if (!isAnswerTo(method, path, answer)) throw this.#notOurs();
    return answer as Answer;
  }

  #parsed(text: string, { headers }: Response): unknown {
    if (text === "") return undefined;
    try {
      return JSON.parse(text);
    } catch {
      throw new Failure(
        EXIT.network,
        headers.get("Content-Type")?.includes("html")
          ? `${this.host} responded with a web page instead of JSON. Is this the URL of a Latchkey instance?`
          : `${this.host} responded with something other than JSON.`,
      );
    }
  }

  #notOurs(): Failure {
    return new Failure(EXIT.network, `${this.host} did not respond like a Latchkey instance. Check its URL.`);
  }

  get<Answer>(path: string, query?: Query): Promise<Answer> {
    return this.ask<Answer>("GET", path, query === undefined ? {} : { query });
  }

  /** Every item of a list, page by page, or the first ones. */
  async *all<Item>(path: string, query: Query = {}, most = Number.POSITIVE_INFINITY): AsyncGenerator<Item> {
    if (most === 0) return;
    const size = /[?&]page_size=/.test(path) ? {} : { page_size: String(Math.min(most, PAGE_SIZE)) };
    let page = await this.get<Page<Item>>(path, { ...size, ...query });
    let bar: Progress | undefined;
    try {
      for (let read = 0; ; ) {
        if (!Array.isArray(page?.results)) throw new Failure(EXIT.network, `${this.host} did not respond with a list.`);
        yield* page.results.slice(0, most - read);
        read += page.results.length;
        if (page.next === null || read >= most) return;
        bar ??= this.#startBar?.("Reading", Math.min(page.count, most));
        bar?.to(read);
        page = await this.get<Page<Item>>(this.#pathOf(page.next));
      }
    } finally {
      bar?.end();
    }
  }

  /** An answer of 2xx, whose body is still to be read. */
  async send(method: string, path: string, asking: Asking = {}): Promise<Response> {
    const url = this.#urlOf(path, asking.query);
    const secret = typeof this.#secret === "function" ? await this.#secret() : this.#secret;
    const init = this.#initOf(method, secret, asking);
    for (let attempt = 1; ; attempt++) {
      const response = await this.#reading(() => fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) }));
      if (response.ok) {
        // Whoever says otherwise that something has ended does not know.
        if (method === "DELETE" && API.test(path) && response.status !== 204) throw this.#notOurs();
        return response;
      }
      if (response.status >= 300 && response.status < 400) {
        throw new Failure(
          EXIT.network,
          `${this.host} redirects to ${response.headers.get("Location") ?? "another URL"}.`,
          ["A token is only sent to the host you named. To use the other one, pass it with --host."],
        );
      }
      const wait = Number(response.headers.get("Retry-After") ?? Number.NaN);
      const again = response.status === 429 || response.status === 503;
      if (!again || attempt === MOST_TRIES || !(wait <= LONGEST_WAIT_SECONDS)) {
        throw await this.#reading(() => refusalOf(response, this.host));
      }
      await response.body?.cancel();
      await sleep(wait * 1000);
    }
  }

  #initOf(
    method: string,
    secret: string | undefined,
    { body, form, idempotencyKey = randomUUID() }: Asking,
  ): RequestInit {
    const headers: Record<string, string> = {
      Accept: "application/json",
      "User-Agent": `latchkey/${version} node/${process.versions.node}`,
    };
    if (secret !== undefined) headers.Authorization = `Bearer ${secret}`;
    if (method === "POST" && form === undefined) headers["Idempotency-Key"] = idempotencyKey;
    // A redirect would carry the secret to an address that nobody chose.
    const init = { method, headers, redirect: "manual" as const };
    if (form !== undefined) return { ...init, body: new URLSearchParams(form) };
    if (body === undefined) return init;
    headers["Content-Type"] = "application/json";
    return { ...init, body: JSON.stringify(body) };
  }

  #urlOf(path: string, query: Query = {}): URL {
    const url = new URL(path, this.host);
    if (url.origin !== this.host) throw new Failure(EXIT.usage, `${path} is not a path of ${this.host}.`);
    for (const [name, value] of Object.entries(query)) {
      for (const one of typeof value === "string" ? [value] : (value ?? [])) url.searchParams.append(name, one);
    }
    return url;
  }

  /** What a link of the instance leads to here: it may know itself by another name. */
  #pathOf(link: string): string {
    const { pathname, search } = new URL(link, this.host);
    return `${pathname}${search}`;
  }

  async #reading<Value>(read: () => Promise<Value>): Promise<Value> {
    try {
      return await read();
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new Failure(EXIT.network, `${this.host} ${whyNot(error)}`);
    }
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: "doesn't exist, or there is no network.",
  EAI_AGAIN: "can't be looked up: there is no network or no name server.",
  ECONNREFUSED: "refuses connections: nothing listens there.",
  ECONNRESET: "closed the connection without a response.",
  UND_ERR_SOCKET: "closed the connection without a response.",
  ENETUNREACH: "can't be reached from this network.",
  EHOSTUNREACH: "can't be reached from this network.",
  ETIMEDOUT: "doesn't respond.",
  UND_ERR_CONNECT_TIMEOUT: "doesn't respond.",
  CERT_HAS_EXPIRED: "has an expired certificate.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "has a self-signed certificate: set NODE_EXTRA_CA_CERTS to its file.",
  SELF_SIGNED_CERT_IN_CHAIN:
    "has a certificate from an unknown authority: set NODE_EXTRA_CA_CERTS to the authority's file.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "has a certificate from an unknown authority: set NODE_EXTRA_CA_CERTS to the authority's file.",
  ERR_TLS_CERT_ALTNAME_INVALID: "has a certificate for another host name.",
  ERR_SSL_WRONG_VERSION_NUMBER: "does not speak TLS: is it http:// instead of https://?",
};

function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return "can't be reached.";
  if (error.name === "TimeoutError") return `didn't respond within ${PATIENCE_MS / 1000} seconds.`;
  const code = codeOf(error.cause instanceof Error ? error.cause : error);
  if (code === undefined) return "can't be reached.";
  return REASONS[code] ?? `can't be reached (${code}).`;
}

/** Of an address with several names each was tried: the first one's reason will do. */
function codeOf(error: Error): string | undefined {
  const one: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return one instanceof Error && "code" in one && typeof one.code === "string" ? one.code : undefined;
}
