import { FormNotice } from "@/components/form/form-notice";

/** The warning against those who talk others into allowing a login of theirs. */
export function OnlyYourOwn({ brandName }: { brandName: string }) {
  return (
    <FormNotice tone="warning">
      <strong className="font-medium">Only allow a login you started yourself.</strong> Nobody at {brandName}, and no
      colleague, will ever need a code from you. If someone sent you this link or a code, close this page.
    </FormNotice>
  );
}
