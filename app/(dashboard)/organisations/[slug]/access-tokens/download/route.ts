import { db } from "@/db/database";
import { dayOf, linesOf } from "@/lib/download/file";
import { organisationDownload } from "@/lib/download/organisation";
import { parseList } from "@/lib/list/parse";
import { tokenExportHead, tokenExportRow } from "@/lib/organisation/token/export";
import { countOrganisationTokens, readOrganisationTokens } from "@/lib/organisation/token/list";
import { filterOf, organisationTokenList } from "../list/query";

/** The tokens of the page as a file, as far as the person sees them. */
export const GET = organisationDownload(
  "see_tokens",
  "organisation.tokens_exported",
  async ({ principal, organisation, format, params }) => {
    const query = parseList(organisationTokenList, params);
    const filter = query.group === undefined ? filterOf(query) : { ...filterOf(query), kind: "organisation" as const };
    return {
      status: "found",
      file: {
        name: `access-tokens-${organisation.slug}-${dayOf(principal.now)}`,
        count: await countOrganisationTokens(db, principal, organisation, filter),
        head: tokenExportHead(format),
        lines: linesOf(readOrganisationTokens(db, principal, organisation, filter), (token) =>
          tokenExportRow(format, token),
        ),
      },
    };
  },
);
