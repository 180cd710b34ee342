import type { Metadata } from "next";
import { BackLink } from "@/components/page/back-link";
import { PageHeader } from "@/components/page/page-header";
import { CopyButton } from "@/components/ui/copy-button";
import { Time } from "@/components/ui/time";
import { db } from "@/db/database";
import { readLogEnd } from "@/lib/deployment/read-log";
import { requireDeploymentPage } from "../find-deployment";
import { LiveDeployment } from "./live-deployment";

type Props = { params: Promise<{ slug: string; application: string; uuid: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, application: applicationSlug, uuid } = await params;
  const { application, deployment } = await requireDeploymentPage(slug, applicationSlug, uuid);
  return { title: `Deployment of ${application.name} ${deployment.environment.slug}` };
}

/** One deployment: how far it is, its log, its times, and who requested it. */
export default async function DeploymentPage({ params }: Props) {
  const { slug, application: applicationSlug, uuid } = await params;
  const { application, deployment, isChangeable } = await requireDeploymentPage(slug, applicationSlug, uuid);
  const log = await readLogEnd(db, deployment);
  const { environment } = deployment;
  const base = `/organisations/${slug}/applications/${application.slug}`;
  return (
    <>
      <PageHeader
        title={`Deployment of ${environment.slug}`}
        above={<BackLink href={`${base}?environment=${environment.slug}`}>{application.name}</BackLink>}
      >
        <span className="flex flex-wrap items-center gap-x-2">
          <span className="wrap-anywhere">
            Requested <Time at={deployment.created_at} tense="past" /> by <bdi>{deployment.by}</bdi>
          </span>
          <CopyButton value={deployment.uuid} label="Copy UUID" variant="ghost" size="sm" className="px-2" />
        </span>
      </PageHeader>
      <LiveDeployment seed={{ deployment, log }} path={`${base}/deployments/${uuid}`} isChangeable={isChangeable} />
    </>
  );
}
