import { type JsonText, jsonText } from "@/lib/json-text";
import { textResponse } from "./text-response";

declare const answered: unique symbol;

/** A response with its status and body as types, so that the compiler can check them against the endpoint's description. */
export type JsonAnswer<Status, Body> = Response & { readonly [answered]: { status: Status; body: Body } };
export type NoContent = JsonAnswer<204, undefined>;

const JSON_TYPE = { "Content-Type": "application/json" };

/** An answer in JSON. */
export function json<Body>(body: Body): JsonAnswer<200, Body>;
export function json<Body, const Status extends 201 | 202>(body: Body, status: Status): JsonAnswer<Status, Body>;
export function json<Body>(body: Body, status = 200): JsonAnswer<number, Body> {
  return known(textResponse(jsonText(body), { status, headers: JSON_TYPE }));
}

/** 200 with what is JSON already. */
export function jsonAs<Body>(body: JsonText<Body>): JsonAnswer<200, Body> {
  return known(textResponse(body, { status: 200, headers: JSON_TYPE }));
}

/** 201 with the created resource. `location` is its absolute address. */
export function created<Body>(body: Body, location: string): JsonAnswer<201, Body> {
  return known(textResponse(jsonText(body), { status: 201, headers: { ...JSON_TYPE, Location: location } }));
}

/** An answer in another form than JSON. */
export function text<Text extends string>(body: Text, type: string): JsonAnswer<200, Text> {
  return known(new Response(body, { status: 200, headers: { "Content-Type": type } }));
}

/** 200 without a body, where a protocol says so. */
export function done(): JsonAnswer<200, undefined> {
  return known(new Response(null, { status: 200 }));
}

/** 204: done, without a body. */
export function noContent(): NoContent {
  return known(new Response(null, { status: 204 }));
}

// The type exists only at compile time. It is true here, where the response is made from its parts.
function known<Status, Body>(response: Response): JsonAnswer<Status, Body> {
  return response as JsonAnswer<Status, Body>;
}
