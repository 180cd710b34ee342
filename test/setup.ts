import "./console";
import { TEST_SECRET } from "./secret";

// Settings are read late, and never from the developer's own instance: vitest.config.ts empties DATABASE_URL likewise.
process.env.APP_SECRET = TEST_SECRET;
