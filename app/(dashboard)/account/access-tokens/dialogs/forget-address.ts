"use client";

const ASKING = ["create", "label", "purpose", "description", "expires_in", "scopes", "edit", "add_scopes"];

/** Take out of the address what opened a dialog: neither a reload nor a bookmark asks again. Filters of the list stay. */
export function forgetAddress(): void {
  const url = new URL(window.location.href);
  const asking = url.searchParams.has("create") || url.searchParams.has("edit");
  if (!asking) return;
  for (const name of ASKING) {
    // `purpose` is a filter of the list too, but in an address that asks to create it is the form's.
    url.searchParams.delete(name);
  }
  window.history.replaceState(null, "", url.pathname + url.search);
}
