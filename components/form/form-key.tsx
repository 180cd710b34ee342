"use client";

import { useState } from "react";
import { v4 as uuidv4 } from "uuid";

/** Lets the server tell one form sent twice from two forms. For forms that are first rendered in the browser, as dialogs are. */
export function FormKey() {
  const [key] = useState(() => uuidv4());
  return <input type="hidden" name="form_key" value={key} />;
}
