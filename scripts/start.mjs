/** `npm start`: everything from a fresh clone to a server that answers; seconds when nothing has changed. */
import { ensureBuild, ensureClient, ensureDependencies, requireEnvFile, requireNode } from "./prepare.mjs";
import { importTypeScript } from "./typescript.mjs";

requireNode();
requireEnvFile();
process.env.NODE_ENV = "production";
await ensureDependencies();
await ensureBuild();
await ensureClient();
await importTypeScript("server.ts");
