import { expect, test } from "vitest";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { callOf, type Operation } from "./request";

const OPERATION: Operation = {
  id: "updateTeam",
  method: "PATCH",
  path: "/iam/v3/organisations/{uuid}/teams/{team}/",
  token: true,
  changes: true,
  places: [
    { name: "uuid", text: "" },
    { name: "team", text: "" },
  ],
  parameters: [
    { name: "o", text: "" },
    { name: "label", text: "" },
  ],
  body: { as: "json", text: "{}" },
};
const UUID = "0198f2b4-22bb-7c41-8d55-6a0f3c9b1e27";
const TYPED: Record<string, string> = {
  "place.uuid": ` ${UUID} `,
  "place.team": UUID.toUpperCase(),
  body: '{"name": "Ops"}',
};
const made = (typed: Record<string, string> = {}, token = "", operation = OPERATION) =>
  callOf(operation, token, (field) => ({ ...TYPED, ...typed })[field] ?? "");

test("a call has what was typed where it belongs, and what was left empty nowhere", () => {
  expect(made({ "parameter.label": "a&b=c" }, " lk_pat_x\n")).toEqual({
    call: {
      url: `/iam/v3/organisations/${UUID}/teams/${UUID.toUpperCase()}/?label=a%26b%3Dc`,
      init: {
        method: "PATCH",
        headers: { Authorization: "Bearer lk_pat_x", "Content-Type": "application/json" },
        body: '{"name": "Ops"}',
      },
    },
  });
});

test("without a token none is sent, nor where an endpoint asks for none", () => {
  const headers = { "Content-Type": "application/json" };
  expect(made({}, "lk_pat_x", { ...OPERATION, token: false })).toHaveProperty("call.init.headers", headers);
  expect(made()).toHaveProperty("call.init.headers", headers);
});

test("a form is sent as one", () => {
  const form: Operation = { ...OPERATION, body: { as: "form", fields: [{ name: "token", text: "" }] } };
  expect(made({ "field.token": "a b" }, "", form)).toHaveProperty("call.init", {
    method: "PATCH",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: "token=a+b",
  });
});

const SECRET = generateSecret("lk", "pat");

test.each([
  ["an empty place of the path", { "place.uuid": " " }, "place.uuid"],
  ["the path above", { "place.uuid": ".." }, "place.uuid"],
  ["another path", { "place.team": "7/../../x" }, "place.team"],
  ["an encoded one", { "place.team": "%2e%2e" }, "place.team"],
  ["a parameter in the path", { "place.team": "7?x=1" }, "place.team"],
  ["a secret in the path", { "place.team": SECRET }, "place.team"],
  ["what is no uuid in the path", { "place.team": "imported-token-1" }, "place.team"],
  ["a secret in a parameter", { "parameter.label": `x ${SECRET}` }, "parameter.label"],
  ["a body that is no JSON", { body: "{'a': 1}" }, "body"],
])("%s is told, and not sent", (_what, typed, field) => {
  expect(made(typed)).toEqual({ faults: { [field]: [expect.stringMatching(/^[A-Z].*\.$/)] } });
});

test("a token of no format of ours, in use, is told in any part of the address, and not sent", () => {
  for (const field of ["place.team", "parameter.label"]) {
    for (const token of ["imported-token-1", UUID.replaceAll("-", "")]) {
      expect(made({ [field]: `a ${token}` }, ` ${token}\n`)).toEqual({
        faults: { [field]: ["Keep secrets out of URLs: this looks like one."] },
      });
    }
  }
});

test.each(["lk_pat_x y", "lk_pat_ä", "a\nb"])("a token %j that no header can have is told, and not sent", (token) => {
  expect(made({}, token)).toEqual({ faults: { token: [expect.any(String)] } });
});
