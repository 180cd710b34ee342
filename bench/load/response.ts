/** One whole answer. `body` is empty unless it was asked for. */
export type Answer = { status: number; bytes: number; body: string };

const END_OF_HEAD = Buffer.from("\r\n\r\n");
const END_OF_LINE = Buffer.from("\r\n");
const WITHOUT_BODY = new Set([204, 304]);

/**
 * Reads the answers of one connection, one after the other: as little work as it takes to know where each ends, since what the
 * generator needs is taken from what it can measure. Knows `Content-Length` and chunks; an answer that ends with its connection is refused.
 */
export class AnswerReader {
  #rest: Buffer = Buffer.alloc(0);
  readonly #keepsBody: boolean;

  constructor(keepsBody = false) {
    this.#keepsBody = keepsBody;
  }

  /** @returns the answer that ends with this piece; undefined while there is more to come. @throws when it cannot tell its end */
  read(piece: Buffer): Answer | undefined {
    const all = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    const headEnd = all.indexOf(END_OF_HEAD);
    const end = headEnd === -1 ? undefined : endOfBody(all, headEnd);
    if (end === undefined || all.length < end) {
      this.#rest = all;
      return undefined;
    }
    this.#rest = all.subarray(end);
    const body = this.#keepsBody ? all.toString("utf8", headEnd + 4, end) : "";
    return { status: statusOf(all), bytes: end, body };
  }
}

// "HTTP/1.1 200 OK"
function statusOf(answer: Buffer): number {
  return Number(answer.toString("latin1", 9, 12));
}

/** Where the answer ends; undefined while that cannot be known yet. */
function endOfBody(answer: Buffer, headEnd: number): number | undefined {
  const bodyStart = headEnd + END_OF_HEAD.length;
  if (WITHOUT_BODY.has(statusOf(answer))) return bodyStart;
  const head = answer.toString("latin1", 0, headEnd);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return bodyStart + Number(length);
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) throw new Error("an answer that says nothing of its length");
  return endOfChunks(answer, bodyStart);
}

function endOfChunks(answer: Buffer, start: number): number | undefined {
  for (let at = start; ; ) {
    const lineEnd = answer.indexOf(END_OF_LINE, at);
    if (lineEnd === -1) return undefined;
    const size = Number.parseInt(answer.toString("latin1", at, lineEnd), 16);
    if (Number.isNaN(size)) throw new Error("a chunk without a size");
    at = lineEnd + 2 + size + 2;
    // Nothing that is measured here sends trailers.
    if (size === 0) return at;
    if (answer.length < at) return undefined;
  }
}
