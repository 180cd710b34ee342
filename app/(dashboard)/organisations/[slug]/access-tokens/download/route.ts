import { db } from "@/db/database";
import { organisationDownload } from "@/lib/export/organisation";
import { parseList } from "@/lib/list/parse";
import { ORGANISATION_TOKEN_EXPORT } from "@/lib/organisation/token/export";
import { countOrganisationTokens, readOrganisationTokens } from "@/lib/organisation/token/list";
import { filterOf, organisationTokenList } from "../list/query";

/** The tokens of the page as a file, as far as the person sees them. */
export const GET = organisationDownload(
  "see_tokens",
  "organisation.tokens_exported",
  async ({ principal, organisation, params }) => {
    const query = parseList(organisationTokenList, params);
    const filter = query.group === undefined ? filterOf(query) : { ...filterOf(query), kind: "organisation" as const };
    return {
      status: "found",
      name: `access-tokens-${organisation.slug}`,
      date: principal.now,
      count: await countOrganisationTokens(db, principal, organisation, filter),
      table: ORGANISATION_TOKEN_EXPORT,
      rows: readOrganisationTokens(db, principal, organisation, filter),
    };
  },
);
