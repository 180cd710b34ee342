import type { Kysely } from "kysely";
import type { Database } from "@/db/schema";
import {
  addMember,
  addToApplication,
  createApplication,
  createMember,
  createOrganisation,
  createOrganisationToken,
  createTeam,
  createToken,
  createUser,
} from "@/test/fixtures";
import { api } from "@/test/http/api";
import { createDeliveryRows, createWebhookRow } from "@/test/matrix/webhook";
import { type Known, NOWHERE } from "./arbitrary";
import type { Given } from "./request";

const SPARE = 12;

/** Who asks, and what there is to be asked about: enough of each that what ends some leaves others. */
export async function createContractWorld(db: Kysely<Database>) {
  const owner = await createUser(db);
  const organisations = [];
  for (let n = 0; n < 6; n++) {
    organisations.push(
      await createOrganisation(db, { name: `Contract ${n}`, members: [{ user: owner, role: "owner" }] }),
    );
  }
  const [organisation = { id: "" }] = organisations;
  const guest = await createMember(db, organisation, "guest");
  const members = [];
  for (let n = 0; n < 4; n++) members.push(await createMember(db, organisation, "member"));
  for (const user of members.slice(2)) await addMember(db, organisations[1] ?? organisation, user, "admin");
  const applications = [];
  for (let n = 0; n < SPARE; n++) applications.push(await createApplication(db, organisation, { name: `App ${n}` }));
  await addToApplication(db, organisation, applications[0] ?? { id: "" }, guest, "read");
  const teams = [];
  for (let n = 0; n < SPARE; n++) teams.push(await createTeam(db, organisation, { members: members.slice(0, 2) }));
  const tokens = [];
  for (let n = 0; n < SPARE; n++) tokens.push(await createToken(db, owner));
  for (let n = 0; n < SPARE; n++) tokens.push(await createOrganisationToken(db, organisation));
  const secrets: Record<NonNullable<Given["caller"]>, string> = {
    owner: (await createToken(db, owner)).secret,
    guest: (await createToken(db, guest)).secret,
    reader: (await createToken(db, owner, { scopes: ["applications:read"] })).secret,
    client: (await createOrganisationToken(db, organisation, { actsAs: "admin", scopes: ["verify"] })).secret,
  };
  const made = async (path: string, body: object, method = "POST") => {
    const { status, json } = await api(path, { method, token: secrets.owner, body });
    if (status >= 300) throw new Error(`${path}: ${status} ${json?.detail}`);
    return String(json.uuid);
  };
  const environments = applications.flatMap(({ environments }) => Object.values(environments));
  const variables = [];
  for (const [n, environment] of environments.slice(0, SPARE).entries()) {
    variables.push(await made("/apps/v3/environment-variables/", { environment, name: `NAME_${n}`, value: "x" }));
  }
  const below = `/iam/v3/organisations/${organisation.id}`;
  const invitations = [];
  for (let n = 0; n < SPARE; n++) {
    invitations.push(await made(`${below}/invitations/`, { email: `contract.${n}.${owner.id}@freelance.example` }));
  }
  const webhooks = [];
  const active = { url: `${NOWHERE}/`, paused_at: null };
  for (let n = 0; n < SPARE; n++) webhooks.push(await createWebhookRow(db, organisation, active));
  const deliveries = await createDeliveryRows(db, webhooks);
  for (const { id } of organisations.slice(1)) {
    const rules = `/iam/v3/organisations/${id}/policy`;
    await made(`${rules}/`, { purpose_required: true }, "PATCH");
    await made(`${rules}/enforce/`, { enforced_from: new Date(Date.now() + 86_400_000).toISOString() });
    await made(`${rules}/`, { purpose_required: false }, "PATCH");
  }
  for (const { id } of tokens.slice(0, SPARE / 2)) {
    const path = `/iam/v3/access-tokens/${id}/rotate/`;
    const { json } = await api(path, { method: "POST", token: secrets.owner, body: { overlap: 3600 } });
    // The first use begins the overlap.
    await api("/iam/v3/me/", { token: json.access_token });
  }
  const sweeps = [await made(`${below}/access-tokens/sweeps/`, { made_before: "2020-01-01T00:00:00Z" })];
  const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
  const ids: Record<string, readonly string[]> = {
    // Most of what there is stands in the first.
    organisations: [...organisations.map(() => organisation.id), ...idsOf(organisations)],
    // In these things are made; the others stay empty, and can be deleted.
    organisation: idsOf(organisations.slice(0, 3)),
    members: idsOf(members),
    applications: idsOf(applications),
    teams: idsOf(teams),
    "access-tokens": idsOf(tokens),
    environments,
    "environment-variables": variables,
    invitations,
    sweeps,
    webhooks,
    deliveries,
  };
  // In a path the word is in the plural, and a field is called like one of them.
  const known: Known = (name) => ids[name] ?? ids[`${name}s`] ?? [];
  return { owner, secrets, known };
}
