import { EXIT, Failure } from "../failure";
import { plain } from "../output/text";
import type { Client } from "./client";
import type { Application, Environment, Organisation, Token } from "./types";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MOST_NAMED = 10;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** The token that is meant by its id, or by its label where no other one that is active has it. */
export async function findToken(client: Client, idOrLabel: string): Promise<Token> {
  if (isUuid(idOrLabel)) return await client.get<Token>(`/iam/v3/access-tokens/${idOrLabel}/`);
  const found = await gather(client.all<Token>("/iam/v3/access-tokens/", { label: idOrLabel }));
  const active = found.filter(({ status }) => status === "active");
  return only(
    active.length > 0 ? active : found,
    "token",
    "labelled",
    idOrLabel,
    ({ uuid, hint, purpose }) => `${uuid}  ${hint}  ${purpose}`,
  );
}

/** The same, where `self` is the token in use. */
export async function findTokenOrSelf(client: Client, named: string): Promise<Token> {
  return named === "self" ? await client.get<Token>("/iam/v3/access-tokens/self/") : await findToken(client, named);
}

export async function findOrganisation(client: Client, idOrSlug: string): Promise<Organisation> {
  if (isUuid(idOrSlug)) return await client.get<Organisation>(`/iam/v3/organisations/${idOrSlug}/`);
  const found = await gather(client.all<Organisation>("/iam/v3/organisations/", { slug: idOrSlug }));
  return only(found, "organisation", "called", idOrSlug, ({ uuid, name }) => `${uuid}  ${name}`);
}

/** @param idOrSlug of an application; `organisation/application` where several organisations have one of that name */
export async function findApplication(client: Client, idOrSlug: string): Promise<Application> {
  if (isUuid(idOrSlug)) return await client.get<Application>(`/apps/v3/applications/${idOrSlug}/`);
  const [slug = "", organisation] = idOrSlug.split("/").reverse();
  const within =
    organisation === undefined ? {} : { organisation: (await findOrganisation(client, organisation)).uuid };
  const found = await gather(client.all<Application>("/apps/v3/applications/", { slug, ...within }));
  return only(found, "application", "called", idOrSlug, ({ uuid, name }) => `${uuid}  ${name}`);
}

/** @param path the environment's id, or `application/environment`, or `organisation/application/environment` */
export async function findEnvironment(client: Client, path: string): Promise<Environment> {
  if (isUuid(path)) return await client.get<Environment>(`/apps/v3/environments/${path}/`);
  const at = path.lastIndexOf("/");
  if (at < 1) {
    throw new Failure(EXIT.usage, `“${path}” is not an environment.`, [
      "Use APPLICATION/ENVIRONMENT, such as shop/live, or an id.",
    ]);
  }
  const application = await findApplication(client, path.slice(0, at));
  const found = await gather(
    client.all<Environment>("/apps/v3/environments/", { application: application.uuid, slug: path.slice(at + 1) }),
  );
  return only(found, "environment", "called", path, ({ uuid }) => uuid);
}

export async function gather<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function only<Item>(
  found: readonly Item[],
  kind: string,
  called: string,
  name: string,
  line: (item: Item) => string,
): Item {
  const [one, another] = found;
  if (one === undefined) {
    throw new Failure(EXIT.notFound, `There is no ${kind} ${called} “${plain(name)}” that this token has access to.`, [
      `List them: latchkey ${{ token: "token", organisation: "org", application: "app", environment: "env" }[kind]} list`,
    ]);
  }
  if (another === undefined) return one;
  throw new Failure(
    EXIT.usage,
    `There are ${found.length} ${kind}s ${called} “${plain(name)}”. Use the id of one of them.`,
    found.slice(0, MOST_NAMED).map((item) => plain(line(item))),
  );
}
