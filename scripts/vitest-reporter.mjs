import { writeFileSync } from "node:fs";
import path from "node:path";

/** A reporter of Vitest that writes what became of the run, and how long each file took, into the file TEST_REPORT. */
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
    const part = module.project.name.replace("-isolated", "");
    this.#files.push({ part, file, seconds: (endedAt - startedAt) / 1000, startedAt, endedAt });
  }

  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      const states = [...module.children.allTests()].map((test) => test.result().state);
      for (const state of states) counts[state === "passed" || state === "failed" ? state : "skipped"]++;
      // A file that cannot be loaded, or whose hooks fail, must not go unnoticed when none of its tests has failed.
      if (module.state() === "failed" && !states.includes("failed")) counts.failed++;
    }
    writeFileSync(process.env.TEST_REPORT, JSON.stringify({ ...counts, files: this.#files }));
  }
}
