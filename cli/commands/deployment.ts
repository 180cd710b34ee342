import { setTimeout as sleep } from "node:timers/promises";
import { findApplication, findEnvironment, gather } from "../client/find";
import type { Deployment } from "../client/types";
import type { Context } from "../context";
import { EXIT, Failure } from "../failure";
import { plainLines } from "../output/text";
import { relative } from "../output/time";
import { printList } from "./places";

const PATH = "/apps/v3/deployments/";
const BETWEEN_LOOKS_MS = 1000;
const ENDED = new Set(["succeeded", "failed", "cancelled", "abandoned"]);

export async function listDeployments(
  context: Context,
  { env, app, most }: { env?: string; app?: string; most: number },
): Promise<void> {
  const { client } = context;
  const within = {
    ...(env === undefined ? {} : { environment: (await findEnvironment(client, env)).uuid }),
    ...(app === undefined ? {} : { application: (await findApplication(client, app)).uuid }),
  };
  const rows = await gather(client.all<Deployment>(PATH, within, most));
  printList(
    context,
    rows,
    [
      { title: "ID", of: ({ uuid }) => uuid },
      { title: "STATUS", of: ({ status, percent }) => (status === "running" ? `running, ${percent} %` : status) },
      { title: "REQUESTED", of: ({ created_at }) => relative(created_at, context.now, "") },
      { title: "ENDED", of: ({ ended_at }) => relative(ended_at, context.now, "") },
    ],
    "No deployments yet.",
  );
}

/** Ask for a deployment, and with `wait` follow it to its end: its log as it comes, and the exit code of its outcome. */
export async function startDeployment(context: Context, env: string, { wait }: { wait?: boolean }): Promise<void> {
  const { client, output } = context;
  const environment = await findEnvironment(client, env);
  const deployment = await client.ask<Deployment>("POST", PATH, { body: { environment: environment.uuid } });
  if (!wait) {
    if (output.isJson) return output.json(deployment);
    output.line(deployment.uuid);
    return output.note(
      `Requested a deployment of ${env}. Follow it: latchkey deployment logs ${deployment.uuid} --follow`,
    );
  }
  await follow(context, deployment);
}

/** The log of a deployment so far; with `follow` until it has ended. */
export async function showLog(context: Context, uuid: string, { follow: wanted }: { follow?: boolean }): Promise<void> {
  const { client, output } = context;
  if (wanted) return await follow(context, await client.get<Deployment>(`${PATH}${uuid}/`));
  const log = await client.get<{ logs: string }>(`${PATH}${uuid}/logs`);
  if (output.isJson) output.json(log);
  else if (log.logs !== "") output.line(plainLines(log.logs).replace(/\n$/, ""));
}

async function follow({ client, output }: Context, { uuid }: Deployment): Promise<void> {
  let shown = 0;
  for (;;) {
    // The state first: what is in the log when it has ended is all of it.
    const deployment = await client.get<Deployment>(`${PATH}${uuid}/`);
    const { logs } = await client.get<{ logs: string }>(`${PATH}${uuid}/logs`);
    const end = ENDED.has(deployment.status) ? logs.length : logs.lastIndexOf("\n") + 1;
    if (!output.isJson && end > shown) output.line(plainLines(logs.slice(shown, end)).replace(/\n$/, ""));
    shown = Math.max(shown, end);
    if (ENDED.has(deployment.status)) {
      if (output.isJson) output.json(deployment);
      if (deployment.status === "succeeded") return output.note("The deployment succeeded.");
      throw new Failure(
        EXIT.refused,
        `The deployment ${deployment.status === "failed" ? "failed" : `was ${deployment.status}`}.`,
      );
    }
    await sleep(BETWEEN_LOOKS_MS);
  }
}
