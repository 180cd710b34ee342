import { findIdentitiesOfUser } from "@/db/account/oidc-identity";
import { findUser } from "@/db/account/user";
import { db } from "@/db/database";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { oidcProvider } from "@/lib/oidc/provider";
import { AuthHeading } from "../auth-heading";
import { confirmAtProviderAction } from "./actions";
import { ConfirmForm } from "./confirm-form";
import { ProviderForm } from "./provider-form";

/** For someone who is signed in already: confirm their identity in the way that the account allows, and continue. */
export async function ConfirmPage({ session, callbackUrl }: { session: SessionPrincipal; callbackUrl: string }) {
  const [user, identities] = await Promise.all([
    findUser(db, session.user.id),
    findIdentitiesOfUser(db, session.user.id),
  ]);
  const provider = oidcProvider();
  return (
    <>
      <AuthHeading title="Confirm that it’s you">
        You are signed in as <span className="break-words text-foreground">{session.user.email}</span>. You won’t be
        asked again for ten minutes.
      </AuthHeading>
      <div className="grid gap-4">
        {user?.password_hash && <ConfirmForm callbackUrl={callbackUrl} />}
        {provider && identities.length > 0 && (
          <ProviderForm
            action={confirmAtProviderAction}
            callbackUrl={callbackUrl}
            label={`Sign in again with ${provider.name}`}
          />
        )}
      </div>
    </>
  );
}
