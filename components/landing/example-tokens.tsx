import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Lifeline } from "@/components/ui/lifeline";
import { Status } from "@/components/ui/status";
import { type ExampleToken, exampleTokens } from "./example-data";

/** The product's main page in miniature: tokens with their lives, one cut short while the others keep working. */
export function ExampleTokens({ now, prefix }: { now: Date; prefix: string }) {
  return (
    <figure className="grid gap-3">
      <div className="overflow-hidden rounded-xl border bg-surface shadow-pop">
        <table className="w-full border-collapse text-left text-sm sm:table-fixed">
          <caption className="sr-only">Example: one person’s five tokens</caption>
          <thead className="border-b bg-sunken/70 text-[0.8125rem] text-muted-foreground">
            <tr className="[&>th]:h-9 [&>th]:px-3 [&>th]:font-medium sm:[&>th:first-child]:pl-5 sm:[&>th:last-child]:pr-5">
              <th scope="col">Token</th>
              <th scope="col" className="sm:w-28">
                Status
              </th>
              <th scope="col" className="hidden w-[34%] sm:table-cell lg:w-[28%]">
                Life
              </th>
              <th scope="col" className="hidden w-60 lg:table-cell">
                Scopes
              </th>
              <th scope="col" className="hidden w-36 text-right md:table-cell">
                Last used
              </th>
            </tr>
          </thead>
          <tbody>
            {exampleTokens(now).map((token) => (
              <tr
                key={token.label}
                className={cn(
                  "border-b last:border-0 [&>td]:px-3 [&>td]:py-3.5 sm:[&>td:last-child]:pr-5 sm:[&>th]:pl-5",
                  token.revokedAt && "bg-danger-soft/40",
                )}
              >
                <th scope="row" className="px-3 py-3.5 font-normal">
                  <span className="block font-medium">{token.label}</span>
                  <span className="block font-mono text-[0.8125rem] text-muted-foreground">
                    {prefix}_pat_…{token.tail}
                  </span>
                  <Life token={token} className="mt-2 sm:hidden" />
                </th>
                <td className="max-sm:align-top max-sm:pt-3.5">
                  <Status tone={token.revokedAt ? "revoked" : "active"} />
                </td>
                <td className="hidden sm:table-cell">
                  <Life token={token} />
                </td>
                <td className="hidden lg:table-cell">
                  <Badge variant={token.scope === "Full access" ? "neutral" : "code"}>{token.scope}</Badge>
                </td>
                <td className="hidden whitespace-nowrap text-right text-muted-foreground md:table-cell">
                  {token.used}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <figcaption className="flex flex-wrap items-center gap-x-6 gap-y-1 px-1 text-[0.8125rem] text-muted-foreground">
        <span>Each line runs from creation on the left to expiration on the right. The ring is today.</span>
      </figcaption>
    </figure>
  );
}

function Life({ token, className }: { token: ExampleToken; className?: string }) {
  return (
    <Lifeline
      createdAt={token.createdAt}
      expirationSetAt={token.createdAt}
      expiresAt={token.expiresAt}
      revokedAt={token.revokedAt}
      className={className}
    />
  );
}
