import Link from "next/link";
import { FormNotice } from "@/components/form/form-notice";

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
