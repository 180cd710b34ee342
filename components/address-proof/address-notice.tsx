import { FormNotice } from "@/components/form/form-notice";
import { isEmailVerified } from "@/db/account/user";
import { db } from "@/db/database";
import { isMailOn } from "@/lib/mail/queue";
import { RequestProofForm } from "./request-proof-form";

/** Asks a person whose address nobody has confirmed to do so, where mail can be sent. */
export async function AddressNotice({ user }: { user: { id: string; email: string } }) {
  if (!isMailOn() || (await isEmailVerified(db, user.id))) return null;
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
