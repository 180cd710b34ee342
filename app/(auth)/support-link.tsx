import { env } from "@/lib/env";

/** The way to support within a sentence; nothing where the instance names none. */
export function SupportLink({ before, after }: { before: string; after: string }) {
  const { SUPPORT_URL } = env();
  if (!SUPPORT_URL) return null;
  return (
    <>
      {before}
      <a href={SUPPORT_URL} className="link" rel="noreferrer">
        support
      </a>
      {after}
    </>
  );
}
