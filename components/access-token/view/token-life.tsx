import { Lifeline } from "@/components/ui/lifeline";
import { Time } from "@/components/ui/time";
import type { TokenDetailsJson } from "@/lib/access-token/json";

/** From creation to expiration, with today on it; for a revoked token who ended it, when and why. */
export function TokenLife({ token }: { token: TokenDetailsJson }) {
  const { created_at, expiration_set_at, expiration_date, ends_by_sunset, revoked_at, revocation } = token;
  return (
    <section aria-label="Life of this token" className="grid gap-2 px-4 py-4 sm:px-5">
      <Lifeline
        createdAt={created_at}
        expirationSetAt={expiration_set_at}
        expiresAt={expiration_date}
        endsBySunset={ends_by_sunset}
        revokedAt={revoked_at}
      />
      <div className="flex flex-wrap justify-between gap-x-6 gap-y-1 text-[0.8125rem] text-muted-foreground">
        <span>
          Created <Time at={created_at} as="date" />
        </span>
        <span>
          {expiration_date === null ? (
            revoked_at === null && "Never expires"
          ) : (
            <>
              {token.status === "expired" ? "Expired" : revoked_at === null ? "Expires" : "Would have expired"}{" "}
              {revoked_at === null ? <Time at={expiration_date} /> : <Time at={expiration_date} as="date" />}
            </>
          )}
        </span>
      </div>
      {revoked_at !== null && (
        <p className="mt-1 text-sm">
          <strong className="font-medium">Revoked</strong> <Time at={revoked_at} tense="past" />
          {revocation?.by && <> by {revocation.by === token.owner.name ? "you" : revocation.by}</>}
          {revocation && REVOKE_KINDS[revocation.kind]}
          {revocation?.reason ? (
            <>
              : <bdi className="break-words">{revocation.reason}</bdi>
            </>
          ) : (
            ", without a reason"
          )}
        </p>
      )}
    </section>
  );
}

const REVOKE_KINDS: Record<NonNullable<TokenDetailsJson["revocation"]>["kind"], string> = {
  by_owner: "",
  by_administrator: ", as an administrator",
  leaked: ", as leaked",
  self: ", with the token itself",
};
