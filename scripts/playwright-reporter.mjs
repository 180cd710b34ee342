import { writeFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";

const FIELD = { expected: "passed", skipped: "skipped", unexpected: "failed", flaky: "failed" };

/** A reporter of Playwright that writes what became of the run, what failed and how long each file took, into the file TEST_REPORT. */
export default class OutcomeReporter {
  #files = new Map();
  #suite;
  #errors = [];

  onBegin(_config, suite) {
    this.#suite = suite;
  }

  // What no test is to blame for: a file that cannot be loaded, or the setup of all.
  onError(error) {
    this.#errors.push({ test: "outside the tests", message: error.message ?? "" });
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
    const counts = { passed: 0, failed: this.#errors.length, skipped: 0 };
    const failures = [...this.#errors];
    for (const test of this.#suite?.allTests() ?? []) {
      counts[FIELD[test.outcome()]]++;
      if (FIELD[test.outcome()] !== "failed") continue;
      const name = `${path.relative(process.cwd(), test.location.file)}:${test.location.line} › ${test.title}`;
      failures.push({ test: name, message: stripVTControlCharacters(test.results[0]?.error?.message ?? "") });
    }
    writeFileSync(process.env.TEST_REPORT, JSON.stringify({ ...counts, failures, files: [...this.#files.values()] }));
  }

  printsToStdio() {
    return false;
  }
}
