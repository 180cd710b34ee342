import { expect, test } from "vitest";
import { jsonOfForm, parseUrlEncoded } from "@/lib/api/request/form";
import { introspectInput } from "@/lib/verification/input";
import { questionOf } from "./question";

const CALLER = `lk_org_${"a".repeat(36)}`;
const ASKED = `lk_pat_${"b".repeat(36)}`;
const ID = "0198f2b4-22bb-7c41-8d55-6a0f3c9b1e27";
const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

test.each([
  [`token=${ASKED}`, null],
  [`token=${ASKED}&token_type_hint=access_token`, null],
  [`client_address=203.0.113.9&token=${ASKED}`, "203.0.113.9"],
  [`token=${ASKED}&client_address=2001%3Adb8%3a%3A1`, "2001:db8::1"],
  [`token=${ASKED}&client_address=2001:db8::1&token_type_hint=`, "2001:db8::1"],
])("%s is read as the API reads it", (form, address) => {
  expect(questionOf(`Bearer ${CALLER}`, form)).toEqual({ client: CALLER, id: undefined, secret: ASKED, address });
  const read = introspectInput.parse(jsonOfForm(parseUrlEncoded(form), introspectInput));
  expect([read.token, read.client_address ?? null]).toEqual([ASKED, address]);
});

test.each([
  "",
  "token",
  "token=",
  "token=a=b",
  `token=${ASKED}&token=${ASKED}`,
  `token=${ASKED}&client_address=`,
  `token=${ASKED}&client_address=localhost`,
  `token=${ASKED}&client_address=999.0.2.1`,
  `token=${ASKED}&client_address=fe80%3A%3A1%25eth0`,
  `token=${ASKED}&client_address=203.0.113.9&client_address=203.0.113.9`,
  `token=${ASKED}&resource=x`,
  `token=${ASKED}&__proto__=x`,
  `token=${ASKED}&`,
  `token=${ASKED}+`,
  `token=${ASKED}%20`,
  `token=${ASKED}é`,
  `token=${ASKED}-`,
  `token=${"a".repeat(65)}`,
  `{"token":"${ASKED}"}`,
])("%s is left to the API", (form) => {
  expect(questionOf(`Bearer ${CALLER}`, form)).toBeUndefined();
});

test.each<[string | undefined, unknown]>([
  [`Bearer ${CALLER}`, { client: CALLER, id: undefined }],
  [`token ${CALLER}`, { client: CALLER, id: undefined }],
  [basic(`${ID.toUpperCase()}:${CALLER}`), { client: CALLER, id: ID }],
  [basic(`:${CALLER}`), { client: CALLER, id: "" }],
  [undefined, undefined],
  ["", undefined],
  ["Basic", undefined],
  ["Basic !!!!", undefined],
  [basic(CALLER), undefined],
  [basic(`${CALLER}:`), undefined],
  [basic(`${ID}:${CALLER}:x`), undefined],
  [basic(`${ID}:${CALLER} `), undefined],
  [`Bearer  ${CALLER}`, undefined],
  [`Bearer ${CALLER} x`, undefined],
  [`Digest ${CALLER}`, undefined],
])("the client of %j is %j", (authorization, client) => {
  const expected = client === undefined ? undefined : expect.objectContaining(client);
  expect(questionOf(authorization, `token=${ASKED}`)).toEqual(expected);
});
