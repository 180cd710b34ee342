import { writeFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";

/** A reporter of Vitest that writes what became of the run, what failed and how long each file took, into the file TEST_REPORT. */
export default class OutcomeReporter {
  #started = new Map();
  #files = [];

  onTestModuleQueued(module) {
    this.#started.set(module.id, Date.now());
  }

  onTestModuleEnd(module) {
    const endedAt = Date.now();
    const startedAt = this.#started.get(module.id) ?? endedAt;
    const file = path.relative(process.cwd(), module.moduleId);
    const { name } = module.project;
    const ofServer = file.startsWith(path.join("test", "process")) ? "process" : "http";
    const part = name === "served" ? ofServer : name.replace("-isolated", "");
    this.#files.push({ part, file, seconds: (endedAt - startedAt) / 1000, startedAt, endedAt });
  }

  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    const failures = unhandledErrors.map((error) => failure("outside the tests", [error]));
    for (const module of modules) {
      const file = path.relative(process.cwd(), module.moduleId);
      const tests = [...module.children.allTests()].map((test) => ({ name: test.fullName, result: test.result() }));
      for (const { name, result } of tests) {
        counts[result.state === "passed" || result.state === "failed" ? result.state : "skipped"]++;
        if (result.state === "failed") failures.push(failure(`${file} › ${name}`, result.errors));
      }
      // A file that cannot be loaded, or whose hooks fail, must not go unnoticed when none of its tests has failed.
      if (module.state() === "failed" && !tests.some(({ result }) => result.state === "failed")) {
        counts.failed++;
        failures.push(failure(file, module.errors()));
      }
    }
    writeFileSync(process.env.TEST_REPORT, JSON.stringify({ ...counts, failures, files: this.#files }));
  }
}

function failure(test, errors = []) {
  const { message = "", diff = "" } = errors[0] ?? {};
  return { test, message: stripVTControlCharacters(`${message}\n${diff}`) };
}
