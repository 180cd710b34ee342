/** For `node --require`: at the end each process writes which of OpenTelemetry's modules it has loaded. */
const { appendFileSync } = require("node:fs");

process.on("exit", () => {
  const loaded = Object.keys(require.cache).filter((file) => file.includes("@opentelemetry"));
  appendFileSync(process.env.TEST_LOADED_FILE, `${JSON.stringify({ pid: process.pid, loaded })}\n`);
});
