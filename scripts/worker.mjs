/** One of several processes that answer requests. The main process starts it, when everything that it needs is there. */
import { importTypeScript } from "./typescript.mjs";

await importTypeScript("server.ts");
