import { Footer } from "@/components/shell/footer";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { TimeProvider } from "@/components/ui/time-context";
import { env } from "@/lib/env";
import { ExampleCalls } from "./example-calls";
import { ExampleTokens } from "./example-tokens";
import { Promises } from "./promises";
import { PublicHeader } from "./public-header";
import { SecretAnatomy } from "./secret-anatomy";

/** What a stranger sees at `/`: what this is, shown with the product's own parts. */
export function Landing({ now }: { now: Date }) {
  const { BRAND_NAME, SIGNUP, TOKEN_PREFIX } = env();
  return (
    <TimeProvider now={now} timezone="UTC">
      <div className="flex min-h-dvh flex-col">
        <PublicHeader />
        <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl flex-1 px-4 sm:px-6">
          <section className="grid gap-6 pt-14 pb-10 sm:pt-24 sm:pb-14">
            <h1 className="max-w-4xl font-semibold text-[2.25rem] leading-[1.06] tracking-[-0.035em] sm:text-[3.5rem]">
              One token for each use. Revoke one; the rest keep working.
            </h1>
            <p className="max-w-xl text-[1.0625rem] text-muted-foreground leading-7">
              {BRAND_NAME} gives each person many access tokens instead of one: for a laptop, a CI job, the shared
              staging server. Each has its own label, limits and, if you like, expiration date.
            </p>
            <div className="mt-1 flex flex-wrap items-center gap-3">
              <Button asChild variant="primary" size="lg">
                <Link href="/login">Sign in</Link>
              </Button>
              {SIGNUP === "open" && (
                <Button asChild size="lg">
                  <Link href="/signup">Sign up</Link>
                </Button>
              )}
              <Button asChild size="lg">
                <Link href="/docs">How it works</Link>
              </Button>
            </div>
          </section>
          <ExampleTokens now={now} prefix={TOKEN_PREFIX} />
          <section
            aria-labelledby="calls"
            className="mt-24 grid items-start gap-x-14 gap-y-6 sm:mt-32 lg:grid-cols-[5fr_7fr]"
          >
            <div className="grid gap-3">
              <h2 id="calls" className="font-semibold text-2xl leading-8 tracking-[-0.022em]">
                The leaked token stops. Everything else keeps working.
              </h2>
              <p className="text-muted-foreground leading-7">
                Send a token in a header, and the API answers. Within five seconds of a revoke, every server answers 401
                with the reason and the date. Other tokens are unaffected.
              </p>
              <p className="text-muted-foreground leading-7">
                Errors tell you what to fix: the missing scope by name, and the page where you can add it.{" "}
                <Link href="/docs/errors" className="link text-foreground">
                  Every error, explained
                </Link>
              </p>
            </div>
            <ExampleCalls prefix={TOKEN_PREFIX} />
          </section>
          <Promises />
          <SecretAnatomy prefix={TOKEN_PREFIX} />
        </main>
        <Footer />
      </div>
    </TimeProvider>
  );
}
