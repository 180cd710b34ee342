import { expect, test } from "vitest";
import { isFiltered, listHref } from "@/lib/list/href";
import { parseList } from "@/lib/list/parse";
import { filterOf, normalQuery, organisationTokenList } from "./query";

const PATH = "/organisations/harbour/access-tokens";
const UUID = "019379a0-0000-7000-8000-000000000001";

test("an address says which tokens are meant, and is the same again after a round", () => {
  const address = {
    q: "laptop",
    status: "all",
    kind: "personal",
    purpose: "automation",
    unused: "30",
    attention: "any",
    expires: "never",
    reach: "all",
    role: "guest",
    owner: UUID,
    access: "withdrawn",
    assigned: "workflow:nightly: release",
    group: "team",
    o: "-last_used_at",
    page: "3",
  };
  const query = parseList(organisationTokenList, address);
  const href = listHref(organisationTokenList, PATH, query, { page: query.page });
  expect(Object.fromEntries(new URLSearchParams(href.split("?")[1]))).toEqual(address);
  expect(filterOf(query)).toMatchObject({ ownerRole: "guest", ownerId: UUID, workflow: "nightly: release" });
});

test.each([
  {
    status: "dead",
    kind: "1",
    unused: "31",
    attention: "boredom",
    role: "king",
    owner: "' or 1=1",
    access: "none",
    group: "x",
    page: "0",
  },
  { assigned: "team:not-a-uuid", expires: "soon", reach: "some", o: "secret" },
  { assigned: "planet:mars", q: "\0 \0" },
])("what makes no sense in an address is as if it were not there: %o", (params) => {
  const query = parseList(organisationTokenList, params);
  expect(listHref(organisationTokenList, PATH, query)).toBe(PATH);
  expect(isFiltered(organisationTokenList, query)).toBe(false);
  expect(filterOf(query)).toEqual({ status: "active" });
});

test("whatever is changed leads to the first page", () => {
  const query = parseList(organisationTokenList, { page: "7", kind: "personal" });
  expect(listHref(organisationTokenList, PATH, query, { status: "revoked" })).toBe(
    "/organisations/harbour/access-tokens?status=revoked&kind=personal",
  );
});

test("what needs attention may have expired, unless a status is chosen", () => {
  expect(filterOf(parseList(organisationTokenList, { attention: "expired" }))).toEqual({ attention: "expired" });
  expect(filterOf(parseList(organisationTokenList, { attention: "any", status: "expired" }))).toMatchObject({
    status: "expired",
  });
});

test("what is saved of an address is what the list makes of it: no page, no nonsense", () => {
  expect(normalQuery("page=3&o=label&unused=90&colour=red&kind=9")).toBe("unused=90&o=label");
  expect(normalQuery("status=active&page=2")).toBe("");
});
