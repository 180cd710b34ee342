/** `npm run demo`: like `npm start`, with a believable agency in data of its own. */
process.env.DATA_DIR ||= ".data/demo";
process.argv.push("--demo");
await import("./start.mjs");
