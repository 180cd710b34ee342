/** `npm run dev`: the same server on the sources as they are, which it compiles on demand and again when they change. */
import { ensureClient, ensureDevelopmentDependencies, requireEnvFile, requireNode } from "./prepare.mjs";
import { importTypeScript } from "./typescript.mjs";

requireNode();
requireEnvFile();
process.env.NODE_ENV = "development";
await ensureDevelopmentDependencies();
await ensureClient();
await importTypeScript("server.ts");
