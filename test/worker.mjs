/** A worker of its own in a process of its own, which a test may kill: bundled once, since tests start dozens of them. */
import { importTypeScript } from "../scripts/typescript.mjs";

await importTypeScript("test/worker.ts");
