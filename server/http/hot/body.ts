import type { IncomingMessage } from "node:http";

// More than any question about one token.
const MOST_OCTETS = 8 * 1024;

/** Whether the body of a request is a form that may be read here; what else there is, the API reads or refuses. */
export function isSmallForm({ headers }: IncomingMessage): boolean {
  const length = headers["content-length"];
  return (
    headers["content-type"] === "application/x-www-form-urlencoded" &&
    length !== undefined &&
    Number(length) > 0 &&
    Number(length) <= MOST_OCTETS
  );
}

/** A body that nobody else has seen. */
export type Taken = {
  /** A character for each octet. */
  text: string;
  /** It has been read. */
  done(): void;
  /** Have it arrive only now, for whoever reads it once this was called. */
  giveBack(otherwise: () => void): void;
};

/** Take the body of a request before anybody reads it: without the stream, which costs more than everything else that is done with it. */
export function takeBody(request: IncomingMessage, take: (body: Taken) => void): void {
  const { push } = request;
  let text = "";
  // All data from the connection passes here.
  request.push = (chunk: Buffer | null) => {
    if (chunk === null) take({ text, done, giveBack });
    else text += chunk.toString("latin1");
    return true;
  };

  // A request is over for Node.js only when its end has come to the stream.
  function done() {
    request.push = push;
    request.push(null);
  }

  function giveBack(otherwise: () => void) {
    request.push = push;
    otherwise();
    request.push(Buffer.from(text, "latin1"));
    request.push(null);
  }
}
