import type { Readable } from "node:stream";

/** One line of a file, without its end. */
export type Line = {
  number: number;
  text: string /** How much of the file was read up to here, in bytes. */;
  bytesRead: number;
};

// No line of an import has as many; what has is no text.
const LONGEST_LINE = 1_000_000;

/** A file is not what it should be. The message says so in a sentence. */
export class NotReadable extends Error {
  override readonly name = "NotReadable";
}

/**
 * The lines of a text in UTF-8, whatever ends them (LF, CRLF, CR), without a byte order mark. A line is one record of an import: a
 * quotation mark that is never closed spoils its own line, and none after it.
 * @throws NotReadable where there are no lines
 */
export async function* linesOf(file: Readable): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let [rest, number, bytesRead, endsInCr] = ["", 0, 0, false];
  for await (const chunk of file) {
    bytesRead += chunk.length;
    let text: string = decoder.decode(chunk, { stream: true });
    // The second half of a CRLF.
    if (endsInCr && text.startsWith("\n")) text = text.slice(1);
    if (text === "") continue;
    endsInCr = text.endsWith("\r");
    const lines = (rest + text).split(/\r\n|\n|\r/);
    rest = lines.pop() ?? "";
    if (rest.length > LONGEST_LINE)
      throw new NotReadable(`Line ${number + lines.length + 1} is too long for a CSV file.`);
    for (const line of lines) yield { number: ++number, text: line, bytesRead };
  }
  rest += decoder.decode();
  if (rest !== "") yield { number: ++number, text: rest, bytesRead };
}
