import { afterAll } from "vitest";
import { forgetProcessWide } from "@/db/process-wide";
import "./console";
import { TEST_SECRET } from "./secret";

// Settings are read late, and never from the developer's own instance: vitest.config.ts empties DATABASE_URL likewise.
process.env.APP_SECRET = TEST_SECRET;

// The next file runs in the same process: it gets the settings as this one did, not as this one left them.
const settings = { ...process.env };
afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in settings)) delete process.env[name];
  Object.assign(process.env, settings);
  forgetProcessWide("env");
});
