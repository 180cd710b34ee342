import { describe, expect, test } from "vitest";
import { createTokenInput } from "@/lib/access-token/input";
import { findUnchosen, readTokenForm } from "./read-form";

const NOW = new Date("2026-03-01T12:00:00Z");
const ID = "0190b0a0-0000-7000-8000-000000000001";
const read = (fields: Record<string, string | string[]>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return readTokenForm(form, NOW, "UTC");
};
const json = (fields: Record<string, string | string[]>) => {
  const result = read(fields);
  return result.status === "read" ? result.json : undefined;
};

describe("the form of the dialog", () => {
  test("says the same as the API's JSON", () => {
    const made = json({
      label: "CI",
      purpose: "ci_pipeline",
      description: "a\r\nb",
      access: "chosen",
      scopes: ["tokens:read", "deployments:write"],
      expiration: "7d",
      may_rotate_itself: "on",
    });
    expect(made).toEqual({
      label: "CI",
      purpose: "ci_pipeline",
      description: "a\nb",
      scopes: ["tokens:read", "deployments:write"],
      may_rotate_itself: true,
      expiration_date: "2026-03-08T12:00:00.000Z",
    });
    expect(createTokenInput.safeParse(made).success).toBe(true);
  });

  test("an organisation's token is given to what was chosen last, and taken from all else", () => {
    const made = { expiration: "7d", organisation: ID, acts_as: "member", team: ID, workflow: " nightly " };
    const taken = { organisation: ID, acts_as: "member", team: null, application: null, workflow: null };
    expect(json({ ...made, assigned: "workflow" })).toMatchObject({ ...taken, workflow: " nightly " });
    expect(json({ ...made, assigned: "team" })).toMatchObject({ ...taken, team: ID });
    expect(json({ ...made, assigned: "" })).toMatchObject(taken);
    expect(json({ ...made, assigned: "owner" })).toMatchObject(taken);
    expect(json({ expiration: "7d", acts_as: "admin", assigned: "workflow", workflow: "nightly" })).not.toHaveProperty(
      "workflow",
    );
  });

  test("full access wins over boxes that are still ticked behind it", () => {
    expect(json({ access: "all", scopes: ["tokens:read"], expiration: "never" })?.scopes).toEqual(["all"]);
  });

  test("verify stands beside full access, which is without it", () => {
    expect(json({ access: "all", scopes: ["tokens:read", "verify"], expiration: "never" })?.scopes).toEqual([
      "all",
      "verify",
    ]);
  });

  test("chosen scopes without a box ticked are none, not all", () => {
    expect(json({ access: "chosen", expiration: "1h" })?.scopes).toEqual([]);
    expect(json({ expiration: "1h" })?.scopes).toEqual([]);
  });

  test("a box that is not ticked is a no: browsers leave it out", () => {
    expect(json({ expiration: "1h" })?.may_rotate_itself).toBe(false);
  });

  test("never is a null, keep is absent", () => {
    expect(json({ expiration: "never" })).toHaveProperty("expiration_date", null);
    expect(json({ expiration: "keep" })).not.toHaveProperty("expiration_date");
  });

  test("an expiration that cannot be read is the expiration's error", () => {
    expect(read({ label: "CI", expiration: "custom", expires_local: "" })).toEqual({
      status: "invalid",
      fields: { expiration_date: ["Enter the date and time."] },
    });
    expect(read({ label: "CI" }).status).toBe("invalid");
  });
});

test("of a new token, reach and scopes are chosen, or the form says what is not", () => {
  const unchosen = (fields: Record<string, string>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    return findUnchosen(form);
  };
  const [limits, scopes] = [[expect.stringMatching(/^Choose /)], [expect.stringMatching(/^Choose /)]];
  expect(unchosen({ label: "CI" })).toEqual({ limits, scopes });
  expect(unchosen({ access: "all" })).toEqual({ limits });
  expect(unchosen({ reach: "everything" })).toEqual({ scopes });
  expect(unchosen({ reach: "limited", access: "chosen" })).toEqual({});
  expect(unchosen({ reach: "everything", scopes: "tokens:read" })).toEqual({});
});

describe("what a token reaches", () => {
  const limit = `${ID}:${ID}`;

  test("is everything, or what was chosen: nothing chosen is an error, and never everything", () => {
    expect(json({ expiration: "7d", reach: "everything" })).toHaveProperty("limits", null);
    expect(json({ expiration: "7d", reach: "limited", limit })).toHaveProperty("limits", [
      { organisation: ID, application: ID },
    ]);
    expect(read({ expiration: "7d", reach: "limited" })).toMatchObject({
      status: "invalid",
      fields: { limits: [expect.any(String)] },
    });
  });

  test("stays nothing for a token whose limits are gone, until something is chosen", () => {
    expect(json({ expiration: "keep", reach: "limited", emptied: "1" })).not.toHaveProperty("limits");
    expect(json({ expiration: "keep", reach: "limited", emptied: "1", limit })).toHaveProperty("limits", [
      { organisation: ID, application: ID },
    ]);
    expect(json({ expiration: "keep", reach: "everything", emptied: "1" })).toHaveProperty("limits", null);
  });
});

test("a network that is none is named with its line, and only while networks are listed", () => {
  expect(read({ expiration: "7d", from: "listed", networks: "10.0.0.0/8\r\nhome" })).toEqual({
    status: "invalid",
    fields: { allowed_networks: ["Line 2: “home” is not an IP address or a network such as 203.0.113.0/24."] },
  });
  expect(json({ expiration: "7d", from: "any", networks: "home" })).toHaveProperty("allowed_networks", null);
});
