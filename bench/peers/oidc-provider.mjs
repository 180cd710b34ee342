/** oidc-provider as an introspection server for opaque access tokens, which it keeps in memory: no database slows it down. */
import Provider from "oidc-provider";

const [count] = process.argv.slice(2);

/** What its own adapter for development does, without a limit to how much is kept. */
class MemoryAdapter {
  static kept = new Map();
  constructor(model) {
    this.model = model;
  }
  async upsert(id, payload) {
    MemoryAdapter.kept.set(`${this.model}:${id}`, payload);
  }
  async find(id) {
    return MemoryAdapter.kept.get(`${this.model}:${id}`);
  }
  async findByUid() {}
  async findByUserCode() {}
  async consume() {}
  async destroy(id) {
    MemoryAdapter.kept.delete(`${this.model}:${id}`);
  }
  async revokeByGrantId() {}
}

const client = {
  client_id: "gateway",
  client_secret: "the client secret of the benchmarks",
  grant_types: ["client_credentials"],
  redirect_uris: [],
  response_types: [],
  token_endpoint_auth_method: "client_secret_post",
};
const provider = new Provider("http://localhost", {
  adapter: MemoryAdapter,
  clients: [client],
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    introspection: { enabled: true, allowedPolicy: () => true },
  },
});
const found = await provider.Client.find(client.client_id);
const tokens = [];
for (let n = 0; n < Number(count); n++) {
  tokens.push(await new provider.ClientCredentials({ client: found, scope: "read" }).save());
}
const body = new URLSearchParams({ client_id: client.client_id, client_secret: client.client_secret });
const server = provider.listen(0, "127.0.0.1", () => {
  process.send({ port: server.address().port, secrets: tokens, body: `${body}&token={secret}` });
});
process.on("disconnect", () => process.exit());
