import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./send";
import type { From } from "./uses";

/** A request that may be answered at once, and what has it answered like every other, with the moment at which it was asked. */
export type Asked = { request: IncomingMessage; response: ServerResponse; otherwise(begun: number): void };

/** What endpoints answer with. */
export type Answering = {
  /** @param more lines of headers that are this request's own */
  send(response: ServerResponse, answer: Answer, requestId: string, more?: string): void;
  /** Who sent a request. */
  from(request: IncomingMessage): From;
};
