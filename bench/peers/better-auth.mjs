/** Better Auth with its plugin for API keys, behind node:http: one key is verified for each request, as its server API does. */
import { createServer } from "node:http";
import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import pg from "pg";

const [databaseUrl, count] = process.argv.slice(2);

const options = {
  database: new pg.Pool({ connectionString: databaseUrl, max: 10 }),
  baseURL: "http://localhost",
  secret: "a secret of the benchmarks and of nothing else",
  emailAndPassword: { enabled: true },
  logger: { disabled: true },
  telemetry: { enabled: false },
  // A thousand keys are asked for far more often than a limit of theirs would allow.
  plugins: [apiKey({ rateLimit: { enabled: false } })],
};
const { runMigrations } = await getMigrations(options);
await runMigrations();
const auth = betterAuth(options);

const { user } = await auth.api.signUpEmail({
  body: { email: "mira@bench.example", password: "seven-lanterns-on-the-quay", name: "Mira Okafor" },
});
const keys = [];
for (let n = 0; n < Number(count); n++) {
  const { key } = await auth.api.createApiKey({ body: { userId: user.id, name: `Key ${n}` } });
  keys.push(key);
}

const server = createServer((request, response) => {
  const key = request.headers.authorization?.slice("Bearer ".length) ?? "";
  auth.api.verifyApiKey({ body: { key } }).then(
    ({ valid }) => {
      response.statusCode = valid ? 200 : 401;
      response.end();
    },
    () => response.writeHead(503).end(),
  );
}).listen(0, "127.0.0.1", () => process.send({ port: server.address().port, secrets: keys }));
process.on("disconnect", () => process.exit());
