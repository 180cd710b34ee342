const WIDTH = 30;
// Where there is no terminal, something is said this often.
const QUIET_MS = 30_000;

/**
 * How far something has come: a bar that moves on a terminal, and elsewhere a line now and then, so that a log stays one.
 * @returns to be told how much of `total` is done
 */
export function showProgress(what: string, total: number, out: NodeJS.WriteStream = process.stdout) {
  let shown = -1;
  const begun = Date.now();
  let said = begun;
  return {
    at: (done: number) => {
      const percent = Math.floor((done / total) * 100);
      if (percent === shown) return;
      shown = percent;
      if (!out.isTTY) {
        if (Date.now() - said < QUIET_MS) return;
        said = Date.now();
        out.write(`${what}: ${percent} %\n`);
        return;
      }
      const full = Math.round((done / total) * WIDTH);
      out.write(`\r${what}  ${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${String(percent).padStart(3)} %`);
    },
    end: () => {
      const line = `${what}: ${((Date.now() - begun) / 1000).toFixed(1)} s`;
      out.write(out.isTTY ? `\r${line.padEnd(what.length + WIDTH + 10)}\n` : `${line}\n`);
    },
  };
}
