import type { Metadata } from "next";
import { CodeBlock } from "@/components/docs/code-block";
import { Code, DocsSection } from "@/components/docs/prose";
import { PageHeader } from "@/components/page/page-header";
import { Link } from "@/components/ui/link";
import { appLink } from "@/lib/app-link";
import { readClientFile } from "@/lib/client-file/served";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "Command line client" };

/** How to install the client that this instance hands out. */
export default async function CliPage() {
  const { sha256 } = await readClientFile("latchkey.mjs");
  const [file, tarball] = [appLink("/cli/latchkey.mjs"), appLink("/cli/latchkey.tgz")];
  const { APP_URL, BRAND_NAME } = env();
  return (
    <>
      <PageHeader title="Command line client">
        Manage tokens, variables and deployments of {BRAND_NAME} from a terminal. It only needs Node.js 20.19 or newer.
      </PageHeader>
      <DocsSection id="install" title="Install it">
        <p>With npm, straight from this instance:</p>
        <CodeBlock label="the command that installs it" code={`npm install -g ${tarball}`} />
        <p>
          Or as a single file you can keep anywhere. <Code>sha256sum</Code> compares it with this instance’s checksum:
        </p>
        <CodeBlock
          label="the commands that fetch and check it"
          code={[`curl -fsSO ${file}`, `curl -fsS ${file}.sha256 | sha256sum -c`, "node latchkey.mjs --version"].join(
            "\n",
          )}
        />
        <p className="text-muted-foreground text-sm">
          SHA-256 of <Code>latchkey.mjs</Code>: <span className="break-all font-mono text-[0.8125rem]">{sha256}</span>
        </p>
      </DocsSection>
      <DocsSection id="log-in" title="Log in">
        <CodeBlock label="the command that logs in" code={`latchkey login --host ${APP_URL}`} />
        <p>
          It shows a code and opens a page where you compare it, choose what its token can do, and allow it. The token
          lasts 90 days and is listed under <em>Access Tokens</em> with the name of your machine.{" "}
          <Link href="/docs/device-login" className="link">
            More about logging in from a terminal
          </Link>
          .
        </p>
        <p>
          For everything else, see{" "}
          <Link href="/docs/cli" className="link">
            Command line
          </Link>
          or run <Code>latchkey --help</Code>.
        </p>
      </DocsSection>
    </>
  );
}
