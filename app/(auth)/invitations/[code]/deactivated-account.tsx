import { FormNotice } from "@/components/form-notice";
import { env } from "@/lib/env";
import { SupportLink } from "../../support-link";

/** The account of the invited address was deactivated. Whoever has the link may know. */
export function DeactivatedAccount({ email }: { email: string }) {
  return (
    <FormNotice tone="warning">
      The account of {email} is deactivated, so it cannot join. An administrator of {env().BRAND_NAME} can reactivate it
      <SupportLink before=" (ask " after=")" />; open this link again after that.
    </FormNotice>
  );
}
