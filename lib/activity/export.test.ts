import { expect, test } from "vitest";
import type { AccountActivityRow } from "@/db/activity/account";
import { csvCell } from "@/lib/export/csv";
import { type ExportFormat, exportLine, exportHead as headOf } from "@/lib/export/table";
import { accountActivityExport } from "./export";
import { NO_NAMES } from "./names";

const ME = "019379a0-0000-7000-8000-000000000001";

const exportHead = (format: ExportFormat) => headOf(format, accountActivityExport(ME));
const exportRow = (format: ExportFormat, entry: AccountActivityRow, userId: string) =>
  exportLine(format, accountActivityExport(userId), { row: entry, names: NO_NAMES });

function row(given: Partial<AccountActivityRow> = {}): AccountActivityRow {
  return {
    id: "019379a0-0000-7000-8000-00000000000a",
    type: "access_token.edited",
    created_at: new Date("2026-05-01T12:00:00.123Z"),
    at: "2026-05-01T12:00:00.123456Z",
    user_id: ME,
    organisation_id: null,
    application_id: null,
    actor_user_id: ME,
    actor_token_id: null,
    target_type: "access_token",
    target_id: "019379a0-0000-7000-8000-00000000000b",
    target_label: "CI",
    before: { label: "Old", scopes: ["all"] },
    after: { label: "CI", scopes: ["tokens:read"] },
    address: "192.0.2.7",
    user_agent: "curl/8.5.0",
    request_id: "r1",
    actor_token_label: null,
    actor_token_organisation_name: null,
    actor_first_name: "Mira",
    actor_last_name: "",
    actor_email: "mira@agency.example",
    ...given,
  };
}

test.each([
  ["=1+1", `"'=1+1"`],
  ['=HYPERLINK("https://evil.example","x")', `"'=HYPERLINK(""https://evil.example"",""x"")"`],
  ["+41 44 000", `"'+41 44 000"`],
  ["-2+3", `"'-2+3"`],
  ["@SUM(A1)", `"'@SUM(A1)"`],
  ["|cmd", `"'|cmd"`],
  ["\t=1", `"'\t=1"`],
  ["  =1", `"'  =1"`],
  ["\n=1", `"' =1"`],
  ["＝1", `"'＝1"`],
  ["a=1", "a=1"],
  ["Bot/1.0; +https://bot.example", `"Bot/1.0;' +https://bot.example"`],
  ["two\r\nlines", "two lines"],
  ['say "hi", twice', '"say ""hi"", twice"'],
  ["", ""],
])("a spreadsheet shows %j and never runs it", (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});

test.each([";=1+1", 'x;=HYPERLINK("https://evil.example","x")', "x; \t=1", 'x;"=1+1', "=1;=2;-3", ";;@SUM(A1)"])(
  "nor where the semicolon is its separator: %j",
  (text) => {
    for (const cell of exportRow("csv", row({ user_agent: text }), ME)
      .trim()
      .split(";")) {
      expect(cell.replaceAll('"', "")).not.toMatch(/^\s*[=+\-@|]/);
    }
  },
);

test("a row of CSV tells in words what happened, with before and after", () => {
  expect(exportHead("csv")).toBe(
    "\ufefftime,what,detail,changes,subject,by,address,device,user_agent,type,subject_uuid,request_id,uuid\r\n",
  );
  expect(exportRow("csv", row(), ME)).toBe(
    '2026-05-01T12:00:00.123456Z,Token edited,,"Label: Old → CI; Scopes: full access → tokens:read",CI,you,192.0.2.7,curl 8.5.0,curl/8.5.0,access_token.edited,019379a0-0000-7000-8000-00000000000b,r1,019379a0-0000-7000-8000-00000000000a\r\n',
  );
});

test("a row of NDJSON is what was recorded", () => {
  expect(exportHead("ndjson")).toBe("");
  expect(JSON.parse(exportRow("ndjson", row(), ME))).toEqual({
    uuid: "019379a0-0000-7000-8000-00000000000a",
    created_at: "2026-05-01T12:00:00.123456Z",
    type: "access_token.edited",
    target: { type: "access_token", uuid: "019379a0-0000-7000-8000-00000000000b", label: "CI" },
    actor: { user: ME, token: null },
    before: { label: "Old", scopes: ["all"] },
    after: { label: "CI", scopes: ["tokens:read"] },
    address: "192.0.2.7",
    user_agent: "curl/8.5.0",
    request_id: "r1",
  });
});

test.each(["csv", "ndjson"] as const)("a row of %s is one line, whatever was recorded", (format) => {
  const hostile = "=a\r\nb\u2028c\n";
  const text = exportRow(format, row({ target_label: hostile, user_agent: hostile, after: { reason: hostile } }), ME);
  expect(text.match(/\n/g)).toHaveLength(1);
  expect(text.endsWith("\n")).toBe(true);
});
