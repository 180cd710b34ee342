/** An npm package as one file: a tar in gzip. @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html (ustar) */
import { gzipSync } from "node:zlib";

const BLOCK_BYTES = 512;

/**
 * The same bytes for the same files, whenever and wherever it is made: nobody owns them, and they are of no time.
 * @param {readonly { name: string, content: string | Buffer, executable?: boolean }[]} files names of up to 92 ASCII characters
 * @returns {Buffer}
 */
export function tarballOf(files) {
  const parts = files.flatMap(({ name, content, executable = false }) => {
    const bytes = Buffer.from(content);
    const padding = Buffer.alloc((BLOCK_BYTES - (bytes.length % BLOCK_BYTES)) % BLOCK_BYTES);
    return [headerOf(`package/${name}`, bytes.length, executable ? 0o755 : 0o644), bytes, padding];
  });
  const tarball = gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK_BYTES)]), { level: 9 });
  // RFC 1952 §2.3.1: the byte that tells the system it was made on, as 255, which is any.
  tarball[9] = 255;
  return tarball;
}

/**
 * @param {string} name
 * @param {number} size
 * @param {number} mode
 */
function headerOf(name, size, mode) {
  const header = Buffer.alloc(BLOCK_BYTES);
  const octal = (/** @type {number} */ value, /** @type {number} */ at, /** @type {number} */ length) =>
    header.write(`${value.toString(8).padStart(length - 1, "0")}\0`, at, "ascii");
  header.write(name, 0, "ascii");
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(0, 136, 12);
  header.write("        ", 148, "ascii");
  header.write("0", 156, "ascii");
  header.write("ustar\x0000", 257, "ascii");
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "ascii");
  return header;
}
