import type { Metadata } from "next";
import { BackLink } from "@/components/page/back-link";
import { PageHeader } from "@/components/page/page-header";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { roleAllows } from "@/lib/authorization/permission";
import type { SearchParams } from "@/lib/list/definition";
import { AddEnvironment } from "../environments/environment-dialogs";
import { EnvironmentNav } from "../environments/environment-nav";
import { EnvironmentSection } from "../environments/environment-section";
import { requireApplicationPage } from "../find-application";
import { PeopleSection } from "../people/people-section";
import { SettingsSection } from "../settings/settings-section";
import { TokensSection } from "../tokens/tokens-section";

type Props = { params: Promise<{ slug: string; application: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, application } = await params;
  return { title: (await requireApplicationPage(slug, application)).application.name };
}

/** An application: its environments with their variables, the guests added to it, the tokens that reach it, and its settings. */
export default async function ApplicationPage({ params, searchParams }: Props) {
  const { slug, application: applicationSlug } = await params;
  const found = await requireApplicationPage(slug, applicationSlug);
  const { principal, organisation, application, environments, isChangeable } = found;
  const query = await searchParams;
  const environment = environments.find((one) => one.slug === query.environment) ?? environments[0];
  const list = `/organisations/${slug}/applications`;
  const base = `${list}/${application.slug}`;
  return (
    <>
      <PageHeader title={application.name} above={<BackLink href={list}>Applications</BackLink>}>
        <span className="flex flex-wrap items-center gap-x-2">
          <code className="wrap-anywhere font-mono text-[0.8125rem]">{application.slug}</code>
          <CopyButton value={application.uuid} label="Copy UUID" variant="ghost" size="sm" className="px-2" />
          {!isChangeable && <span>· You have read-only access.</span>}
        </span>
      </PageHeader>
      <div className="grid gap-10">
        <section aria-label="Environments">
          <EnvironmentNav environments={environments} current={environment} base={base}>
            {isChangeable && <AddEnvironment applicationId={application.uuid} base={base} />}
          </EnvironmentNav>
          {environment === undefined ? (
            <EmptyState title="No environments" className="mt-4 py-9">
              Variables belong to an environment. Add one first.
            </EmptyState>
          ) : (
            <EnvironmentSection
              key={environment.uuid}
              principal={principal}
              organisation={organisation}
              environment={environment}
              page={pageOf(query.page)}
              base={base}
              isChangeable={isChangeable}
            />
          )}
        </section>
        {roleAllows(organisation.role, "see_people") && (
          <PeopleSection organisation={organisation} applicationId={application.uuid} />
        )}
        <TokensSection principal={principal} organisation={organisation} applicationId={application.uuid} />
        {isChangeable && (
          <SettingsSection principal={principal} organisation={organisation} application={application} list={list} />
        )}
      </div>
    </>
  );
}

function pageOf(text: SearchParams[string]): number {
  return typeof text === "string" && /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 1;
}
