import { describe, expect, test } from "vitest";
import { createTokenInput, editTokenInput, revokeReasonInput } from "./input";

const fieldsOf = (input: unknown) => {
  const parsed = createTokenInput.safeParse(input);
  return parsed.success
    ? []
    : parsed.error.issues.map((issue) =>
        String(issue.path[0] ?? (issue.code === "unrecognized_keys" ? issue.keys[0] : "")),
      );
};

describe("a label", () => {
  test.each([
    ["HTML", "<script>alert(1)</script>"],
    ["emoji", "🚀🔑👩‍👩‍👧‍👦"],
    ["right-to-left marks", "שלום \u200fabc\u200e!"],
    ["255 wide characters", "漢".repeat(255)],
    ["255 characters outside the basic plane", "𝔛".repeat(255)],
    ["one character", "x"],
  ])("may be %s, and stays as it is", (_what, label) => {
    expect(createTokenInput.parse({ label }).label).toBe(label);
  });

  test.each([
    ["nothing", ""],
    ["blanks", "   \t "],
    ["256 characters", "x".repeat(256)],
    ["a NUL", "a\0b"],
    ["a line break", "a\nb"],
    ["a direction override", "\u202eevil\u202c"],
    ["nothing visible", "\u200b"],
    ["half of a surrogate pair", "a\ud800b"],
    ["a number", 7],
    ["null", null],
    ["a list", ["a"]],
  ])("cannot be %s", (_what, label) => {
    expect(fieldsOf({ label })).toEqual(["label"]);
  });

  test("loses the blanks around it", () => {
    expect(createTokenInput.parse({ label: "  laptop \n" }).label).toBe("laptop");
  });
});

test.each([
  ["purpose", "fun"],
  ["purpose", null],
  ["description", "x".repeat(1025)],
  ["description", "a\0b"],
  ["scopes", []],
  ["scopes", ["tokens:read", "nonsense"]],
  ["scopes", "all"],
  ["scopes", [null]],
  ["scopes", Array(33).fill("all")],
  ["expiration_date", "tomorrow"],
  ["expiration_date", "2027-01-31"],
  ["expiration_date", "2027-01-31T12:00:00"],
  ["expiration_date", "2027-02-30T12:00:00Z"],
  ["expiration_date", 1_800_000_000],
  ["expiration_date", ""],
  ["limits", "everything"],
  ["limits", [{}]],
  ["limits", [{ organisation: "agency" }]],
  [
    "limits",
    [{ organisation: "019379a0-0000-7000-8000-000000000000", environment: "019379a0-0000-7000-8000-000000000000" }],
  ],
  ["limits", [{ organisation: "019379a0-0000-7000-8000-000000000000", secret: 1 }]],
  ["allowed_networks", []],
  ["allowed_networks", ["10.0.0.0/33"]],
  ["allowed_networks", ["example.com"]],
  ["may_rotate_itself", "yes"],
  ["owner", "me"],
  ["__proto__x", 1],
  ["user_id", "019379a0-0000-7000-8000-000000000000"],
])("%s cannot be %j", (field, value) => {
  expect(fieldsOf({ label: "a", [field]: value })).toEqual([field]);
});

test("an expiration date keeps its moment, whatever its offset", () => {
  const { expiration_date } = createTokenInput.parse({ label: "a", expiration_date: "2027-01-31T12:00:00+02:00" });
  expect(expiration_date?.toISOString()).toBe("2027-01-31T10:00:00.000Z");
});

test("null and absent differ in an edit", () => {
  expect(editTokenInput.parse({})).toEqual({});
  expect(editTokenInput.parse({ expiration_date: null })).toEqual({ expiration_date: null });
});

test("a limit or a network that is named twice is meant once", () => {
  const organisation = "019ac5c0-0000-7000-8000-000000000001";
  const limit = { organisation_id: organisation, application_id: null, environment_id: null };
  const limits = [{ organisation }, { organisation: organisation.toUpperCase(), application: null }, { organisation }];
  expect(editTokenInput.parse({ limits })).toEqual({ limits: [limit] });
  const allowed_networks = ["192.0.2.0/24", "192.0.2.77/24", "2001:db8::/32", "2001:DB8:0::/32"];
  expect(editTokenInput.parse({ allowed_networks })).toEqual({ allowed_networks: ["192.0.2.0/24", "2001:db8::/32"] });
});

test("a reason is text of at most 500 characters", () => {
  expect(revokeReasonInput.safeParse("漢".repeat(500)).success).toBe(true);
  expect(revokeReasonInput.safeParse("x".repeat(501)).success).toBe(false);
  expect(revokeReasonInput.safeParse("a\0").success).toBe(false);
});
