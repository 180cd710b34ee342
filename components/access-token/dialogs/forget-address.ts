"use client";

/** Each of these in an address opens a dialog. */
const OPENING = ["create", "edit", "rotate", "extend"];
const FILLING = [
  "label",
  "purpose",
  "description",
  "expires_in",
  "scopes",
  "add_scopes",
  "organisation",
  "application",
  "environment",
];

/** Take out of the address what opened a dialog: neither a reload nor a bookmark asks again. Filters of the list stay. */
export function forgetAddress(): void {
  const url = new URL(window.location.href);
  if (!OPENING.some((name) => url.searchParams.has(name))) return;
  for (const name of [...OPENING, ...FILLING]) {
    // `purpose` and `organisation` are filters of the list too, but in an address that asks to create they are the form's.
    url.searchParams.delete(name);
  }
  window.history.replaceState(null, "", url.pathname + url.search);
}
