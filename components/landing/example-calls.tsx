import { cn } from "@/components/ui/cn";

/** Three calls of the API: before a revoke, after it, and with the token beside it. */
export function ExampleCalls({ prefix }: { prefix: string }) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-xl border bg-surface">
      <figcaption className="sr-only">Three example API calls</figcaption>
      <Call token={`${prefix}_pat_…0kTe`} status="200 OK" tone="ok" body={'{"email": "ada@example.com", …}'} />
      <p className="flex items-center gap-3 border-b bg-danger-soft/60 px-4 py-2 text-[0.8125rem] text-danger-text sm:px-5">
        <span aria-hidden="true" className="h-px flex-1 bg-danger/30" />
        <span>“Shared staging server” is revoked</span>
        <span aria-hidden="true" className="h-px flex-1 bg-danger/30" />
      </p>
      <Call
        token={`${prefix}_pat_…0kTe`}
        status="401 Unauthorized"
        tone="refused"
        body={'{"code": "token_revoked", "detail": "This token was revoked …"}'}
      />
      <Call token={`${prefix}_pat_…Vb81`} status="200 OK" tone="ok" body={'{"email": "ada@example.com", …}'} />
    </figure>
  );
}

function Call({ token, status, tone, body }: { token: string; status: string; tone: "ok" | "refused"; body: string }) {
  return (
    <div className="border-b px-4 py-3.5 font-mono text-[0.8125rem] leading-6 last:border-0 sm:px-5">
      <p className="break-words">
        <span aria-hidden="true" className="select-none text-muted-foreground">
          ${" "}
        </span>
        curl -H <span className="text-muted-foreground">"Authorization: Bearer</span> {token}
        <span className="text-muted-foreground">"</span> …/iam/v3/me/
      </p>
      <p className={cn("font-medium", tone === "ok" ? "text-active-text" : "text-danger-text")}>{status}</p>
      <p className="break-words text-muted-foreground">{body}</p>
    </div>
  );
}
