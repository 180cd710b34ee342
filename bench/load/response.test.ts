import { expect, test } from "vitest";
import { AnswerReader } from "./response";

const LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
const CHUNKS =
  "HTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n6; x=1\r\n world\r\n0\r\n\r\n";
const EMPTY = "HTTP/1.1 204 No Content\r\nX-Request-Id: 1\r\n\r\n";

test.each([
  ["a length", LENGTH, 200, "hello"],
  ["chunks", CHUNKS, 404, "5\r\nhello\r\n6; x=1\r\n world\r\n0\r\n\r\n"],
  ["no body", EMPTY, 204, ""],
])("an answer with %s ends where it ends, in however many pieces it comes", (_, text, status, body) => {
  for (let size = 1; size <= text.length; size++) {
    const reader = new AnswerReader(true);
    // Two of them on one connection: nothing of the first may be left for the second.
    const answers = piecesOf(text + text, size).flatMap((piece) => {
      const answer = reader.read(piece);
      return answer === undefined ? [] : [answer];
    });
    if (size < text.length) expect(answers[0]).toEqual({ status, bytes: text.length, body });
    if (size === text.length) expect(answers).toHaveLength(2);
  }
});

test("an answer that only ends with its connection is refused", () => {
  expect(() => new AnswerReader().read(Buffer.from("HTTP/1.0 200 OK\r\n\r\nhello"))).toThrow("length");
});

function piecesOf(text: string, size: number): Buffer[] {
  const all = Buffer.from(text);
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.subarray(n * size, (n + 1) * size));
}
