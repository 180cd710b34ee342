"use client";

import { useState } from "react";
import { v4 as uuidv4 } from "uuid";

/** By this the server knows a form that is sent twice from two forms. For what is first rendered in the browser, as dialogs are. */
export function FormKey() {
  const [key] = useState(() => uuidv4());
  return <input type="hidden" name="form_key" value={key} />;
}
