import type { ApplicationName, Caller, Place } from "../caller";
import type { Cell, Entry } from "../cells";
import { freshShared, removeFresh } from "../fresh";
import { seesApplication } from "../oracle";
import type { World } from "../world";

const ALL: readonly [ApplicationName, Place["organisation"]][] = [
  ["shared", "ours"],
  ["other", "ours"],
  ["foreign", "theirs"],
];
const SHARED: Place = { organisation: "ours", application: "shared" };
const OTHER: Place = { organisation: "ours", application: "other" };
const FOREIGN: Place = { organisation: "theirs", application: "foreign" };
const inTest = (place: Place): Place => ({ ...place, environment: "test" });

const sees = (at: Place) => ({ of: "application", at, permission: "see_applications", changes: false }) as const;
const changes = (at: Place, whole?: "application" | "organisation") =>
  ({ of: "application", at, permission: "change_applications", changes: true, ...(whole && { whole }) }) as const;

const target = (_world: World, cell: Cell) => [cell.target];
const applicationId = (name: ApplicationName) => (world: World) => [world.applications[name].id];
const environmentId = (name: ApplicationName) => (world: World) => [world.applications[name].environments.test ?? ""];
const deploymentId = (name: ApplicationName) => (world: World) => [world.deployments[`${name}/test`] ?? ""];
const variableId = (name: ApplicationName) => (world: World) => [world.variables[`${name}/test`] ?? ""];

/** Looking at the one the guests were added to, at one they were not, and at one of another organisation. */
const looking = (idOf: (name: ApplicationName) => Entry["ids"], within: (place: Place) => Place): Entry[] => [
  { scenario: "the shared application", need: sees(within(SHARED)), ids: idOf("shared") },
  { scenario: "another application of ours", need: sees(within(OTHER)), ids: idOf("other") },
  { scenario: "an application of theirs", need: sees(within(FOREIGN)), ids: idOf("foreign") },
];

type About = Parameters<typeof freshShared>[0];
const changing = (about: About, need: Entry["need"], body?: Entry["body"]): Entry => ({
  need,
  fresh: freshShared(about),
  undo: removeFresh,
  ids: target,
  ...(body === undefined ? {} : { body }),
});

const everyEnvironment = (caller: Caller, idOf: (name: ApplicationName, environment: "test" | "live") => string) =>
  ALL.flatMap(([application, organisation]) =>
    (["test", "live"] as const)
      .filter((environment) => seesApplication(caller, { organisation, application, environment }))
      .map((environment) => idOf(application, environment)),
  );

async function removeMade(world: World): Promise<void> {
  await world.db
    .deleteFrom("application")
    .where("organisation_id", "=", world.organisations.ours.id)
    .where("name", "like", "Made %")
    .execute();
}

export const APPLICATIONS: Readonly<Record<string, readonly Entry[]>> = {
  "GET /apps/v3/": [{ need: { of: "caller" } }],
  "GET /apps/v3/regions/": [{ need: { of: "caller" } }],
  "GET /apps/v3/app-templates/": [{ need: { of: "caller" } }],
  "GET /legacy/v3/applications/": [{ need: { of: "caller" } }],

  "GET /apps/v3/applications/": [
    {
      need: { of: "caller" },
      sees: (world, caller) =>
        ALL.filter(([application, organisation]) => seesApplication(caller, { organisation, application })).map(
          ([name]) => world.applications[name].id,
        ),
    },
  ],
  "POST /apps/v3/applications/": [
    {
      need: { of: "organisation", at: { organisation: "ours" }, permission: "create_application" },
      body: (world, { word }) => ({ name: `Made ${word}`, organisation: world.organisations.ours.id }),
      undo: removeMade,
    },
  ],
  "GET /apps/v3/applications/{uuid}/": looking(applicationId, (place) => place),
  "PATCH /apps/v3/applications/{uuid}/": [
    { scenario: "its name", ...changing("application", changes(SHARED), (_world, { word }) => ({ name: word })) },
    {
      scenario: "its organisation",
      ...changing(
        "application",
        { of: "application", at: SHARED, permission: "transfer_application", changes: true, whole: "organisation" },
        (world) => ({ organisation: world.organisations.theirs.id }),
      ),
      // The token does not reach the organisation where it would go.
      unless: ({ owner, kind }) =>
        owner === "owner" && kind === "limited_to_the_organisation" ? "404 not_found" : undefined,
    },
  ],
  "DELETE /apps/v3/applications/{uuid}/": [
    changing("application", {
      of: "application",
      at: SHARED,
      permission: "delete_application",
      changes: true,
      whole: "organisation",
    }),
  ],

  "GET /apps/v3/environments/": [
    {
      need: { of: "caller" },
      sees: (world, caller) =>
        everyEnvironment(caller, (name, environment) => world.applications[name].environments[environment] ?? ""),
    },
  ],
  "POST /apps/v3/environments/": [
    {
      need: changes(SHARED),
      fresh: freshShared("application"),
      undo: removeFresh,
      body: (_world, cell) => ({ application: cell.target, slug: "preview" }),
    },
  ],
  "GET /apps/v3/environments/{uuid}/": looking(environmentId, inTest),
  "PATCH /apps/v3/environments/{uuid}/": [
    { scenario: "its branch", ...changing("test", changes(inTest(SHARED)), () => ({ branch: "next" })) },
    { scenario: "its name", ...changing("test", changes(inTest(SHARED), "application"), () => ({ slug: "next" })) },
  ],
  "DELETE /apps/v3/environments/{uuid}/": [changing("test", changes(inTest(SHARED), "application"))],

  "GET /apps/v3/environment-variables/": [
    {
      need: { of: "caller" },
      sees: (world, caller) =>
        everyEnvironment(caller, (name, environment) => world.variables[`${name}/${environment}`] ?? ""),
    },
  ],
  "POST /apps/v3/environment-variables/": [
    {
      need: changes(inTest(SHARED)),
      fresh: freshShared("test"),
      undo: removeFresh,
      body: (_world, cell) => ({ environment: cell.target, name: "COLOUR", value: "blue" }),
    },
  ],
  "GET /apps/v3/environment-variables/{uuid}/": looking(variableId, inTest),
  "PATCH /apps/v3/environment-variables/{uuid}/": [
    changing("variable", changes(inTest(SHARED)), () => ({ value: "another" })),
  ],
  "DELETE /apps/v3/environment-variables/{uuid}/": [changing("variable", changes(inTest(SHARED)))],

  "GET /apps/v3/deployments/": [
    {
      need: { of: "caller" },
      sees: (world, caller) =>
        everyEnvironment(caller, (name, environment) => world.deployments[`${name}/${environment}`] ?? ""),
    },
  ],
  "POST /apps/v3/deployments/": [
    {
      need: changes(inTest(SHARED)),
      fresh: freshShared("test"),
      undo: removeFresh,
      body: (_world, cell) => ({ environment: cell.target }),
    },
  ],
  "GET /apps/v3/deployments/{uuid}/": looking(deploymentId, inTest),
  "PATCH /apps/v3/deployments/{uuid}/": [
    changing("deployment", changes(inTest(SHARED)), () => ({ percent: 40, log: "Building the image" })),
  ],
  "GET /apps/v3/deployments/{uuid}/logs": looking(deploymentId, inTest),
  "GET /apps/v3/deployments/{uuid}/environment-variables": looking(deploymentId, inTest).map((entry) => ({
    ...entry,
    // It needs another scope beside the one that these tokens have.
    unless: ({ kind }) => (kind === "right_scope" ? "403 insufficient_scope" : undefined),
  })),
};
