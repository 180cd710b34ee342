import { FormNotice } from "@/components/form/form-notice";
import { Link } from "@/components/ui/link";

/** The link stopped working while its form was open. */
export function DeadLinkNotice({ again }: { again: { label: string; href: string } }) {
  return (
    <FormNotice tone="danger">
      The link was used meanwhile, or its time is up.{" "}
      <Link href={again.href} className="link">
        {again.label}
      </Link>
    </FormNotice>
  );
}
