import { importTypeScript } from "../../../scripts/typescript.mjs";

await importTypeScript("test/process/workers/barrier-worker.ts");
