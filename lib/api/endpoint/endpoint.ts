import type { Answers, Description, ResponseOf } from "./description";
import { type Authenticated, type Handler, type Input, serve } from "./serve";

/** An endpoint that is served, with its description. */
export type Endpoint = Handler & { description: Description };

/**
 * An endpoint of the API: authenticates by itself (whatever stood before it), checks the scope, parses, runs, and answers every
 * problem. The compiler and tests of real responses check that it returns its described answers.
 */
export function endpoint<Given extends Answers, Params = unknown, Query = unknown, Body = undefined>(
  description: Description<Params, Query, Body, Given> & { scope: "none" },
  handle: (input: Input<Params, Query, Body>) => Promise<ResponseOf<Given>>,
): Endpoint;
export function endpoint<Given extends Answers, Params = unknown, Query = unknown, Body = undefined>(
  description: Description<Params, Query, Body, Given>,
  handle: (input: Input<Params, Query, Body> & Authenticated) => Promise<ResponseOf<Given>>,
): Endpoint;
export function endpoint<Given extends Answers, Params, Query, Body>(
  description: Description<Params, Query, Body, Given>,
  handle: (input: Input<Params, Query, Body> & Authenticated) => Promise<Response>,
): Endpoint {
  return Object.assign(serve(description, handle), { description });
}

/** A handler that answers in a way of its own, with its description. It authenticates and answers every problem by itself. */
export function described(description: Description, handler: Handler): Endpoint {
  return Object.assign(handler, { description });
}

/** Whether a handler of a route is an endpoint, and not one that refuses the method. */
export function isEndpoint(handler: Handler): handler is Endpoint {
  return "description" in handler;
}
