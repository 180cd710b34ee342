import { addMember, createApplication, createOrganisation, createUser } from "@/test/fixtures";
import { expect, signInAs, test } from "../fixtures";
import { breakEach, CONNECTION_BROKE } from "./break";

const HERE = "app/(dashboard)/organisations/[slug]/applications";
const ONE = `${HERE}/[application]`;

test("a connection that breaks loses nothing of an application, its environments, variables and guests", async ({
  page,
  person,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(CONNECTION_BROKE);
  const harbour = await createOrganisation(db, { name: "Harbour", members: [{ user: person, role: "owner" }] });
  const guest = await createUser(db, { firstName: "Gus", lastName: "Berg" });
  await addMember(db, harbour, guest, "guest");
  const moving = await createApplication(db, harbour, { name: "Moves over" });
  const applications = `/organisations/${harbour.slug}/applications`;
  await signInAs(page, person, { db, path: applications });
  await breakEach(page, [
    {
      form: `${HERE}/create-application.tsx#createApplicationAction`,
      open: "Create application",
      fill: { Name: "Regatta" },
      press: "Create application",
      done: async () => await expect(page.getByRole("heading", { level: 1 })).toHaveText("Regatta"),
    },
    {
      form: `${ONE}/variables/add-variable.tsx#createVariableAction`,
      open: "Add variable",
      fill: { Name: "GREETING", Value: "ahoy" },
      press: "Add variable",
      done: "GREETING, to test",
    },
    {
      form: `${ONE}/variables/import-variables.tsx#importVariablesAction`,
      open: "Import .env…",
      fill: { "Content of the .env file": "REGION=north" },
      press: "Import",
      done: "Variable imported",
    },
    {
      form: `${ONE}/variables/value-cell.tsx#revealVariableAction`,
      press: "Show GREETING",
      done: "ahoy",
    },
    {
      form: `${ONE}/variables/variable-actions.tsx#revealVariableAction`,
      press: "Edit GREETING",
      done: async () => await expect(page.getByRole("dialog", { name: "Edit GREETING" })).toBeVisible(),
    },
    {
      form: `${ONE}/variables/variable-actions.tsx#editVariableAction`,
      open: async () => await expect(page.getByRole("dialog", { name: "Edit GREETING" })).toBeVisible(),
      fill: { Value: "ahoy, sailor" },
      press: "Save",
      done: "Variable saved",
    },
    {
      form: `${ONE}/variables/variable-actions.tsx#deleteVariableAction`,
      open: "Delete REGION",
      press: "Delete variable",
      done: "REGION, from test",
    },
    {
      form: `${ONE}/environments/environment-dialogs.tsx#createEnvironmentAction`,
      open: "Add environment",
      fill: { Name: "preview", Branch: "next" },
      press: "Add environment",
      done: "Environment added",
    },
    {
      form: `${ONE}/environments/environment-dialogs.tsx#editEnvironmentAction`,
      open: "Edit",
      fill: { Name: "staging", Branch: "main" },
      press: "Save",
      done: "Environment saved",
    },
    {
      form: `${ONE}/environments/environment-dialogs.tsx#deleteEnvironmentAction`,
      open: "Delete…",
      fill: { "Type its name to confirm": "staging" },
      press: "Delete environment",
      done: "Environment deleted",
    },
    {
      form: `${ONE}/people/add-guest.tsx#setCollaboratorAction`,
      open: "Add a guest…",
      fill: { Guest: guest.id, Access: "write" },
      press: "Add guest",
      done: "Guest added",
    },
    {
      form: `${ONE}/people/guest-row.tsx#setCollaboratorAction`,
      press: async () => {
        await page.getByRole("combobox", { name: "Access of Gus Berg" }).selectOption("read");
      },
      done: "Gus Berg can now read.",
    },
    {
      form: `${ONE}/people/guest-row.tsx#removeCollaboratorAction`,
      open: "Remove",
      press: "Remove from application",
      done: "Guest removed",
    },
    {
      form: `${ONE}/settings/dialogs.tsx#renameApplicationAction`,
      open: "Rename…",
      fill: { Name: "Regatta site" },
      press: "Rename",
      done: "Application renamed",
    },
    {
      form: `${ONE}/settings/dialogs.tsx#deleteApplicationAction`,
      open: "Delete application…",
      fill: { "Type its name to confirm": "Regatta site" },
      press: "Delete application",
      done: "Application deleted",
    },
  ]);
  const client = await createOrganisation(db, { name: "Client", members: [{ user: person, role: "owner" }] });
  await page.goto(`${applications}/${moving.slug}`);
  await breakEach(page, [
    {
      form: `${ONE}/deployments/deploy-dialog.tsx#requestDeploymentAction`,
      open: "Deploy…",
      press: "Deploy",
      done: async () => await expect(page.getByRole("heading", { level: 1 })).toHaveText("Deployment of test"),
    },
    {
      form: `${ONE}/deployments/[uuid]/cancel-deployment.tsx#cancelDeploymentAction`,
      open: "Cancel deployment…",
      press: "Cancel deployment",
      done: "Deployment cancelled",
    },
  ]);
  await page.goto(`${applications}/${moving.slug}`);
  await breakEach(page, [
    {
      form: `${ONE}/settings/dialogs.tsx#transferApplicationAction`,
      open: "Transfer…",
      fill: { To: client.id, "Type its name to confirm": "Moves over" },
      press: "Transfer application",
      done: "Moves over now belongs to Client.",
    },
  ]);
});
