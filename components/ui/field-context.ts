"use client";

import { createContext, useContext } from "react";

/** What a control inside a `Field` carries, so that label, description and error belong to it. */
export type FieldControl = {
  id: string;
  name: string | undefined;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  required: boolean | undefined;
};

export const FieldContext = createContext<FieldControl | undefined>(undefined);

/** The attributes that the surrounding `Field` gives to its control; none outside of one. */
export function useFieldControl(): Partial<FieldControl> {
  return useContext(FieldContext) ?? {};
}
