import { writeFileSync } from "node:fs";
import path from "node:path";

const FIELD = { expected: "passed", skipped: "skipped", unexpected: "failed", flaky: "failed" };

/** A reporter of Playwright that writes what became of the run, and how long each file took, into the file TEST_REPORT. */
export default class OutcomeReporter {
  #files = new Map();
  #suite;
  #errors = 0;

  onBegin(_config, suite) {
    this.#suite = suite;
  }

  // What no test is to blame for: a file that cannot be loaded, or the set-up of all.
  onError() {
    this.#errors++;
  }

  onTestEnd(test, { startTime, duration }) {
    const file = path.relative(process.cwd(), test.location.file);
    const startedAt = startTime.getTime();
    const former = this.#files.get(file) ?? { seconds: 0, startedAt, endedAt: 0 };
    this.#files.set(file, {
      part: "e2e",
      file,
      seconds: former.seconds + duration / 1000,
      startedAt: Math.min(former.startedAt, startedAt),
      endedAt: Math.max(former.endedAt, startedAt + duration),
    });
  }

  onEnd() {
    const counts = { passed: 0, failed: this.#errors, skipped: 0 };
    for (const test of this.#suite?.allTests() ?? []) counts[FIELD[test.outcome()]]++;
    writeFileSync(process.env.TEST_REPORT, JSON.stringify({ ...counts, files: [...this.#files.values()] }));
  }

  printsToStdio() {
    return false;
  }
}
