import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { addressOf } from "@/lib/client";
import { VERIFY_PATH } from "@/lib/verification/path";
import { nameRequest } from "@/server/trace/request";
import { originOf, plainAddress, type Trust } from "./forwarding";
import { alone, ME, VERIFY } from "./hot/alone";
import type { Answering } from "./hot/asked";
import { introspecting } from "./hot/introspection";
import { isPlain } from "./hot/plain";
import { makeSender, takesHeads } from "./hot/send";
import { newRequestId } from "./request-id";
import type { Policy } from "./response-headers";
import type { AtOnce } from "./server";

/**
 * Answer what is asked with every request of a platform, where its token is known or can be looked up: nothing is parsed or made
 * that does not differ from one request to the next. Whatever is not just that is left to the API, which answers alike.
 */
export function hotPath(trust: Trust, policy: Policy): AtOnce {
  if (!takesHeads()) return () => false;
  const endpoints = endpointsOf({ send: makeSender(policy), from: whoSends(trust) });
  return (request, response, otherwise) => {
    const endpoint = endpoints.get(request.url ?? "");
    if (endpoint === undefined || request.method !== endpoint.method || !isPlain(request)) return false;
    return endpoint.answer({ request, response, otherwise });
  };
}

function endpointsOf(answering: Answering) {
  const verify = { method: "GET", answer: alone(VERIFY, answering) };
  const me = { method: "GET", answer: alone(ME, answering) };
  const introspect = { method: "POST", answer: introspecting(answering) };
  const below = (path: string, endpoint: typeof me) =>
    [path, `${path}/`, `/api${path}`, `/api${path}/`].map((each) => [each, endpoint] as const);
  return new Map([
    ...[VERIFY_PATH, `${VERIFY_PATH}/`].map((path) => [path, verify] as const),
    ...below("/iam/v3/me", me),
    ...below("/oauth/introspect", introspect),
  ]);
}

/** Who sends a request, as `clientOf` tells it: of a connection that no proxy speaks for the address is found once for all its requests. */
function whoSends(trust: Trust): Answering["from"] {
  const addresses = new WeakMap<Socket, string | null>();
  return ({ headers, socket }) => {
    const requestId = newRequestId();
    nameRequest(requestId);
    return {
      address: headers["x-forwarded-for"] === undefined ? addressIn(socket) : forwardedAddress(headers, socket),
      userAgent: headers["user-agent"],
      requestId,
    };
  };

  function forwardedAddress(headers: IncomingMessage["headers"], socket: Socket): string | null {
    return addressOf(originOf(headers, socket.remoteAddress ?? "", trust).address);
  }

  function addressIn(socket: Socket): string | null {
    let address = addresses.get(socket);
    if (address === undefined) {
      address = addressOf(plainAddress(socket.remoteAddress ?? ""));
      addresses.set(socket, address);
    }
    return address;
  }
}
