"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useTransition } from "react";
import { SearchField } from "@/components/list/search-field";
import { NativeSelect } from "@/components/ui/native-select";
import type { Role } from "@/lib/authorization/principal";
import { ROLES } from "@/lib/organisation/member/roles";
import { type MembersQuery, membersHref, parseMembersQuery } from "./query";

const WORDS: Record<Role, string> = { owner: "Owners", admin: "Admins", member: "Members", guest: "Guests" };

/** Search by name or address, and by role. Works without a script too. */
export function Filters({ slug, query, counts }: { slug: string; query: MembersQuery; counts: Record<Role, number> }) {
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const go = () => {
    if (form.current === null) return;
    const asked = Object.fromEntries([...new FormData(form.current)].map(([name, value]) => [name, String(value)]));
    startTransition(() => router.replace(membersHref(slug, parseMembersQuery(asked)), { scroll: false }));
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    go();
  };
  return (
    <form
      ref={form}
      action={`/organisations/${slug}/members`}
      autoComplete="off"
      onSubmit={onSubmit}
      aria-busy={pending}
      className="flex flex-wrap items-start gap-3"
    >
      <SearchField
        label="Search people"
        placeholder="Name or e-mail"
        value={query.search}
        onTyped={go}
        className="sm:max-w-80"
      />
      <NativeSelect
        name="role"
        aria-label="Role"
        defaultValue={query.role ?? ""}
        onChange={go}
        className="w-44 max-sm:w-full"
      >
        <option value="">All roles</option>
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {WORDS[role]} ({counts[role]})
          </option>
        ))}
      </NativeSelect>
    </form>
  );
}
