import { FormNotice } from "@/components/form/form-notice";
import { Link } from "@/components/ui/link";

/** The link stopped working while its form was open. */
export function DeadLinkNotice({ again }: { again: { label: string; href: string } }) {
  return (
    <FormNotice tone="danger">
      The link has been used or has expired.{" "}
      <Link href={again.href} className="link">
        {again.label}
      </Link>
    </FormNotice>
  );
}
