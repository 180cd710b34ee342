import { defineConfig } from "vitest/config";

const MINUTE_MS = 60_000;
const nowhere = ["**/node_modules/**", "**/.next*/**", "**/.data/**", "e2e/**"];

/**
 * Four kinds of tests, told apart by their file names. `unit` touches nothing outside the process; `database` gets a
 * PostgreSQL; `http` gets one production server besides; `process` starts and stops servers of its own.
 */
export default defineConfig({
  resolve: { alias: [{ find: /^@\//, replacement: `${import.meta.dirname}/` }] },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // Vitest would leave one of two processors to itself.
          maxWorkers: "100%",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...nowhere, "**/*.db.test.ts", "**/*.http.test.ts", "test/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: ["**/*.db.test.ts"],
          exclude: nowhere,
          globalSetup: ["test/global-database.ts"],
          testTimeout: MINUTE_MS / 2,
          hookTimeout: MINUTE_MS,
        },
      },
      {
        extends: true,
        test: {
          name: "http",
          include: ["**/*.http.test.ts"],
          exclude: nowhere,
          globalSetup: ["test/global-server.ts"],
          testTimeout: MINUTE_MS / 2,
          hookTimeout: MINUTE_MS,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "process",
          include: ["test/process/**/*.test.ts"],
          exclude: nowhere,
          globalSetup: ["test/global-database.ts"],
          fileParallelism: false,
          testTimeout: 2 * MINUTE_MS,
          hookTimeout: 2 * MINUTE_MS,
          sequence: { groupOrder: 2 },
        },
      },
    ],
    setupFiles: ["test/setup.ts"],
    // A test never sees the settings of the developer's own instance.
    env: { DATABASE_URL: "", TZ: "UTC" },
  },
});
