import { request } from "node:http";
import type { Kysely } from "kysely";
import { connect } from "@/db/database";
import type { Database } from "@/db/schema";
import { sharedServer } from "./server";
import { settled } from "./settled";

/** An answer of the API, whole. */
export interface ApiAnswer {
  status: number;
  headers: Record<string, string | undefined>;
  text: string;
  /** The body as JSON; undefined when there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape, and toEqual checks them
  json: any;
}

export interface ApiRequest {
  method?: string;
  token?: string;
  /** Default: `Bearer`. */
  scheme?: string;
  headers?: Record<string, string>;
  /** An object is sent as JSON, with its content type; a string, or bytes, as they are. */
  body?: unknown;
  /** Another server than the shared one. */
  url?: string;
}

export type Asked = { method: string; path: string };

let inspect: ((asked: Asked, answer: ApiAnswer) => Promise<void>) | undefined;

/** Have every answer that `api` gets inspected before its caller has it. What `inspection` throws, the caller gets. */
export function inspectAnswers(inspection: typeof inspect): void {
  inspect = inspection;
}

/** The database of the shared server. Its user closes it. */
export function serverDatabase(): Kysely<Database> {
  return connect(sharedServer().databaseUrl);
}

/**
 * One request, through node:http: unlike fetch it sends what it is told to, a body with a GET and odd headers included, and
 * follows no redirect.
 */
export async function api(path: string, given: ApiRequest = {}): Promise<ApiAnswer> {
  const isAsItIs = typeof given.body === "string" || given.body instanceof Uint8Array;
  const body =
    given.body === undefined || isAsItIs ? (given.body as string | Uint8Array | undefined) : JSON.stringify(given.body);
  const headers: Record<string, string> = {
    ...(given.token === undefined ? {} : { Authorization: `${given.scheme ?? "Bearer"} ${given.token}` }),
    ...(body === undefined || isAsItIs ? {} : { "Content-Type": "application/json" }),
    ...(body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) }),
    ...given.headers,
  };
  const method = given.method ?? "GET";
  const url = given.url ?? sharedServer().url;
  await settled(url);
  const answer = await new Promise<ApiAnswer>((resolve, reject) => {
    const outgoing = request(`${url}${path}`, { method, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        const type = String(incoming.headers["content-type"] ?? "");
        resolve({
          status: incoming.statusCode ?? 0,
          headers: Object.fromEntries(
            Object.entries(incoming.headers).map(([name, value]) => [name, value?.toString()]),
          ),
          text,
          json: /json/.test(type) && text !== "" ? JSON.parse(text) : undefined,
        });
      });
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
  await inspect?.({ method, path }, answer);
  return answer;
}
