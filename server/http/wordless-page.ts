import type { IncomingMessage, ServerResponse } from "node:http";
import { withWordsOfFailure } from "./failed-page";
import { holdPage, isHtml } from "./held-page";
import { pageOfNowhere } from "./not-found";
import { isOfUnreadableForm, refusalOfCall, withFaultOfForm } from "./unreadable-form";

/**
 * Answer pages to which Next.js gives no words, those that are not there, those that failed and those whose form or call cannot be
 * read, with some. All else as it comes.
 */
export function giveWords(request: IncomingMessage, response: ServerResponse): void {
  const refuseCall = refusalOfCall(request, response);
  holdPage(response, (status, type) => {
    if (status === 500 && refuseCall !== undefined) return refuseCall;
    if (status === 500 && isOfUnreadableForm(request, type)) return () => withFaultOfForm(request, response);
    if (!isHtml(type)) return undefined;
    if (status === 404 && request.method === "GET") return (body) => pageOfNowhere(request, response, body);
    if (status === 500) return (body) => withWordsOfFailure(body, response.getHeader("content-encoding"));
    return undefined;
  });
}
