import { FormNotice } from "@/components/form/form-notice";
import { isEmailVerified } from "@/db/account/user";
import { db } from "@/db/database";
import { isMailOn } from "@/lib/mail/queue";
import { RequestProofForm } from "./request-proof-form";

/**
 * Asks a person whose address nobody has confirmed to do so, where mail can be sent.
 * @param saysWho where it cannot, say who can confirm it
 */
export async function AddressNotice({
  user,
  saysWho = false,
}: {
  user: { id: string; email: string };
  saysWho?: boolean;
}) {
  if ((!isMailOn() && !saysWho) || (await isEmailVerified(db, user.id))) return null;
  if (!isMailOn()) return <WhoConfirms email={user.email} />;
  return (
    <FormNotice tone="neutral">
      <p>
        Confirm your e-mail address, <span className="font-medium">{user.email}</span>. Until then you can’t join or
        create another organisation, and a forgotten password revokes your access tokens when you reset it.
      </p>
      <RequestProofForm />
    </FormNotice>
  );
}

// Whoever asks is sent no mail, and can do nothing alone.
function WhoConfirms({ email }: { email: string }) {
  return (
    <FormNotice tone="neutral">
      <p>
        Your e-mail address hasn’t been confirmed, <span className="font-medium">{email}</span>, and this instance sends
        no mail. Until someone does, you can’t join or create another organisation or get a higher role.
      </p>
      <ul className="mt-2 grid list-disc gap-1 pl-5">
        <li>
          Ask a platform owner to invite you to another organisation and hand you the link: accepting it while you are
          signed in confirms the address and keeps your access tokens.
        </li>
        <li>
          Or ask the server’s operator to run{" "}
          <code className="font-mono">{`npm run admin -- user:password ${email}`}</code>: it sets a new password,
          confirms the address and revokes your access tokens.
        </li>
      </ul>
    </FormNotice>
  );
}
