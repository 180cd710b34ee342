import { expect, test } from "vitest";
import { statementName } from "./name";

test.each([
  ['select "id" from "access_token" where "digest" = $1', "select access_token"],
  ['insert into "activity" ("id") values ($1)', "insert activity"],
  ['update "webhook" set "url" = $1', "update webhook"],
  ['delete from "session" where "id" = $1', "delete session"],
  [
    'with "due" as (select "id" from "webhook_delivery") update "webhook_delivery" set "state" = $1',
    "update webhook_delivery",
  ],
  ['with "made" as (insert into "access_token" ("id") values ($1)) select 1 from unnest($2)', "insert access_token"],
  ["with recursive suspect(id) as (select $1 union select id from made) select * from (select 1) s", "select made"],
  [
    'with "due" as (select 1 from team for update of team) insert into "note" values ($1) on conflict do update set a = 1',
    "insert note",
  ],
  ["select graphile_worker.add_job($1) from graphile_worker.jobs", "select jobs"],
  ["select * from unnest($1::uuid[]) as given", "select unnest"],
  ["select 'from secret', 'it''s from here' from team", "select team"],
  ["select $q$ from secret $q$ from team", "select team"],
  ["begin", "begin"],
  ["start transaction read only", "start"],
  ["set statement_timeout = 5", "set"],
  ["do $$ begin perform 1 from secret; end $$", "statement"],
  ["", "statement"],
])("%s is called %s", (text, name) => {
  expect(statementName(text)).toBe(name);
});
