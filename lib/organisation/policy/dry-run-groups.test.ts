import { expect, test } from "vitest";
import type { PolicyRule } from "@/lib/authorization/policy-rule";
import { exportHead, exportLine } from "@/lib/export/table";
import type { BlockedToken } from "./dry-run";
import { expiresBefore, firstOf, groupByRule } from "./dry-run-groups";
import { dryRunExport } from "./export";

function blocked(
  label: string,
  owner: string | null,
  rules: PolicyRule[],
  expires_at: Date | null = null,
): BlockedToken {
  const token = {
    id: label,
    label,
    user_id: owner,
    owner_name: owner,
    owner_email: null,
    is_imported: false,
    scopes: ["all"],
    reaches_whole: true,
    purpose: "other" as const,
    description: "",
    expires_at,
    expiration_set_at: new Date(0),
    last_used_at: null,
    addresses: [],
  };
  return { token, rules, isNew: true };
}

const TOKENS = [
  blocked("1", "Noor", ["purpose_required"]),
  blocked("2", "Lea", ["all_access", "purpose_required"]),
  blocked("3", null, ["all_access"]),
  blocked("4", "Noor", ["purpose_required"]),
];

test("a token stands under each rule that it breaks, with those of its owner, in the order they came in", () => {
  const groups = groupByRule(TOKENS).map(({ rule, count, owners }) => [
    rule,
    count,
    owners.map(({ id, tokens }) => [id, tokens.map(({ token }) => token.label)]),
  ]);
  expect(groups).toEqual([
    [
      "all_access",
      2,
      [
        ["Lea", ["2"]],
        [null, ["3"]],
      ],
    ],
    [
      "purpose_required",
      3,
      [
        ["Noor", ["1", "4"]],
        ["Lea", ["2"]],
      ],
    ],
  ]);
});

test("of a long group the first are shown, and no owner without a token", () => {
  const owners = groupByRule(TOKENS)[1]?.owners ?? [];
  const shown = (most: number) => firstOf(owners, most).map(({ id, tokens }) => [id, tokens.length]);
  expect([shown(1), shown(2), shown(9)]).toEqual([
    [["Noor", 1]],
    [["Noor", 2]],
    [
      ["Noor", 2],
      ["Lea", 1],
    ],
  ]);
});

test("a token is over before a moment if it expires by then", () => {
  const [moment, earlier, later] = [5, 4, 6].map((ms) => new Date(ms)) as [Date, Date, Date];
  expect([moment, earlier, later, null].map((at) => expiresBefore(blocked("1", "Noor", [], at), moment))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("a file of a dry run names the rules and whether a token is over before, and runs nothing in a spreadsheet", () => {
  const evil = blocked('=HYPERLINK("https://evil")', "@Lea", ["all_access", "networks"], new Date(4));
  const planned = dryRunExport(new Date(5));
  const [head, row] = [exportHead("csv", planned), exportLine("csv", planned, evil)];
  expect(head).toMatch(/^\ufefflabel,owner,owner_email,kind,against,.*\r\n$/);
  expect(row).toMatch(/^"'=HYPERLINK.*","'@Lea",,personal,all_access networks,,1970-01-01T00:00:00.004Z,yes,/);
  expect(exportLine("csv", dryRunExport(null), evil)).toContain("1970-01-01T00:00:00.004Z,,");
  expect(JSON.parse(exportLine("ndjson", dryRunExport(null), evil))).toMatchObject({
    rules: ["all_access", "networks"],
  });
});
