import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import Provider from "oidc-provider";

/** What the provider tells about a person. `sub` is the login that is typed at it. */
export interface ProviderAccount {
  sub: string;
  email?: string;
  email_verified?: boolean;
  given_name?: string;
  family_name?: string;
  zoneinfo?: string;
}

export interface TestOidcProvider {
  readonly issuer: string;
  /** The settings of an instance that uses it. */
  readonly settings: Record<string, string>;
  readonly accounts: Map<string, ProviderAccount>;
  /** What the browser was sent here with, the latest last. */
  readonly asked: URLSearchParams[];
  /** Let instances with these addresses use it. */
  serve(...appUrls: string[]): void;
  stop(): Promise<void>;
}

const CLIENT = { id: "latchkey", secret: "the-client-secret-of-the-tests" };

/**
 * A real OpenID Connect provider on a free port. Its page asks for a `Login`, which is enough, and remembers the person as
 * providers do: only `prompt=login` or `max_age` make it ask again.
 */
export async function startOidcProvider(): Promise<TestOidcProvider> {
  const accounts = new Map<string, ProviderAccount>();
  const asked: URLSearchParams[] = [];
  let handle = async (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(503).end();
  const server = createServer((request, response) => {
    handle(request, response).catch((error: Error) => response.writeHead(500).end(error.message));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server has a port");
  const issuer = `http://localhost:${address.port}`;
  return {
    issuer,
    accounts,
    asked,
    settings: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_NAME: "Harbour ID",
    },
    serve: (...appUrls) => {
      const provider = createProvider(issuer, accounts, appUrls);
      const callback = provider.callback();
      handle = async (request, response) => {
        const url = new URL(request.url ?? "/", issuer);
        if (url.pathname === "/auth") asked.push(url.searchParams);
        if (url.pathname === "/favicon.ico") response.writeHead(204).end();
        else if (url.pathname.startsWith("/interaction/")) await interact(provider, request, response);
        else await callback(request, response);
      };
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function createProvider(issuer: string, accounts: Map<string, ProviderAccount>, appUrls: readonly string[]): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: appUrls.map((url) => `${url}/api/auth/callback/oidc`),
        require_auth_time: true,
      },
    ],
    cookies: { keys: ["of the tests"] },
    pkce: { required: () => true },
    claims: {
      openid: ["sub"],
      profile: ["given_name", "family_name", "zoneinfo"],
      email: ["email", "email_verified"],
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => {
      const account = accounts.get(sub);
      return account && { accountId: sub, claims: () => ({ ...account }) };
    },
    // Whoever signs in consents: that question is not what is tested here.
    loadExistingGrant: async ({ oidc }) => {
      if (!oidc.client || !oidc.session?.accountId) return undefined;
      const grant = new oidc.provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      });
      grant.addOIDCScope("openid profile email");
      await grant.save();
      return grant;
    },
  });
}

async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse) {
  if (request.method === "GET") {
    response.writeHead(200, { "content-type": "text/html" }).end(`<!doctype html><title>Harbour ID</title>
      <form method="post"><label>Login <input name="login"></label>
      <button name="answer" value="yes">Continue</button><button name="answer" value="no">Cancel</button></form>`);
    return;
  }
  let body = "";
  for await (const chunk of request) body += chunk;
  const form = new URLSearchParams(body);
  const result =
    form.get("answer") === "no"
      ? { error: "access_denied", error_description: "The person cancelled." }
      : { login: { accountId: form.get("login") ?? "" } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}
