import type { IncomingMessage, ServerResponse } from "node:http";
import { withWordsOfFailure } from "./failed-page";
import { holdPage } from "./held-page";
import { pageOfNowhere } from "./not-found";

/** Answer pages to which Next.js gives no words, those that are not there and those that failed, with some. All else as it comes. */
export function giveWords(request: IncomingMessage, response: ServerResponse): void {
  holdPage(response, (status) => {
    if (status === 404 && request.method === "GET") return (body) => pageOfNowhere(request, response, body);
    if (status === 500) return (body) => withWordsOfFailure(body, response.getHeader("content-encoding"));
    return undefined;
  });
}
