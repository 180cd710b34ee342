import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const MINUTE_MS = 60_000;
const nowhere = ["**/node_modules/**", "**/.next*/**", "**/.data/**", "e2e/**"];

/**
 * Files of database tests that cannot share their process with others: they replace a module, or the database that the whole
 * process has.
 */
const ISOLATED = [
  "lib/session/sign-in.db.test.ts",
  "lib/access-token/usage/record.db.test.ts",
  "lib/access-token/authentication/cache/changes.db.test.ts",
  "lib/access-token/authentication/cache/traps.db.test.ts",
];

/**
 * The projects one after the other, since a worker that goes on with a file of another one begins again, and loads all of the API
 * anew. Those with the longest files come first, and of each what takes longest, so that no worker waits for another one at the end.
 * The rest goes by the size of the file.
 */
const PROJECTS = ["served", "process", "http", "database-isolated", "database"];
const PROCESS = "test/process/";
const LONGEST = [
  "test/process/kill.test.ts",
  "test/process/life.test.ts",
  "test/process/matrix-of-a-broken-build.test.ts",
  "test/process/workers/workers.test.ts",
  "test/matrix/endpoints.http.test.ts",
  "test/matrix/two-ways.http.test.ts",
  "test/matrix/actions.http.test.ts",
  "test/matrix/pages.http.test.ts",
  "test/contract/contract.http.test.ts",
];
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const project = (file: TestSpecification) => PROJECTS.indexOf(file.project.name);
    const rank = ({ moduleId, project }: TestSpecification) => {
      const kind = project.name === "served" && !moduleId.includes(`/${PROCESS}`) ? LONGEST.length + 1 : 0;
      const place = LONGEST.findIndex((file) => moduleId.endsWith(file));
      return kind + (place === -1 ? LONGEST.length : place);
    };
    return (await super.sort(files)).sort((one, other) => project(one) - project(other) || rank(one) - rank(other));
  }
}

/** Tests wait for what they need, however busy the machine is: a failure takes this long, a success as long as it needs. */
const patient = { testTimeout: 2 * MINUTE_MS, hookTimeout: 2 * MINUTE_MS };

const database = { globalSetup: ["test/database/global-database.ts"] };
const HTTP_TESTS = "**/*.http.test.ts";
const PROCESS_TESTS = `${PROCESS}**/*.test.ts`;
const served = {
  globalSetup: ["test/http/global-server.ts"],
  exclude: nowhere,
  setupFiles: ["test/http/setup-api.ts"],
};

/**
 * Four kinds of tests, told apart by their file names. `unit` touches nothing outside the process; `database` gets a
 * PostgreSQL; `http` gets one production server besides; `process` starts and stops servers of its own. Some files run at a time,
 * each with a database of its own where it needs one. The files of a worker share its modules, which saves loading them again
 * for each; what a file changes in the process is put back by test/setup.ts.
 */
export default defineConfig({
  // No test looks at styles: Tailwind need not be loaded for them.
  css: { postcss: { plugins: [] } },
  resolve: { alias: [{ find: /^@\//, replacement: `${import.meta.dirname}/` }] },
  test: {
    // One more than processors: a file waits as long as it computes, for servers that start and stop and for what is to be seen.
    maxWorkers: availableParallelism() + 1,
    isolate: false,
    ...patient,
    // What is polled comes when the machine gets to it. By itself Vitest would wait a second.
    expect: { poll: { timeout: MINUTE_MS } },
    sequence: { sequencer: LongestFirst },
    setupFiles: ["test/setup.ts"],
    // A test never sees the settings of the developer's own instance.
    env: { DATABASE_URL: "", TZ: "UTC" },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // They compute and hardly wait, and each worker loads for itself what others have loaded too: all of the API, above all.
          maxWorkers: Math.ceil(availableParallelism() / 2),
          // A run of all projects at once takes those with the same number of workers together.
          sequence: { groupOrder: 1 },
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...nowhere, "**/*.db.test.ts", "**/*.http.test.ts", "test/**"],
        },
      },
      {
        extends: true,
        test: { ...database, name: "database", include: ["**/*.db.test.ts"], exclude: [...nowhere, ...ISOLATED] },
      },
      {
        extends: true,
        test: { ...database, name: "database-isolated", include: ISOLATED, exclude: nowhere, isolate: true },
      },
      { extends: true, test: { ...served, name: "http", include: [HTTP_TESTS] } },
      { extends: true, test: { ...served, ...database, name: "process", include: [PROCESS_TESTS] } },
      // Both in a run of all parts: a worker that goes on from one to the other has loaded what they share, all of the API above all.
      { extends: true, test: { ...served, name: "served", include: [HTTP_TESTS, PROCESS_TESTS] } },
    ],
  },
});
