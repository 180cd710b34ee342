/** A field of a token that is free text. Everything that reads, shows or stores it derives from its entry. */
type TextField = {
  /** Its label in forms, facts and the activity. */
  words: string;
  /** Whether it may have several lines. */
  lines: boolean;
  /** How long it may be, in characters. */
  longest: number;
  /** The value for none; undefined: it is never missing. A new token has it by default, whatever its maker has. */
  none: "" | null | undefined;
  /** What the reference says besides its length. */
  text?: string;
  /** The placeholder of the form's field. */
  placeholder?: string;
  /** Whether it is one of the facts on the token's page; otherwise the page shows it in a place of its own. */
  isFact: boolean;
  /** Its value in the examples of the reference. */
  example: string | null;
};

/**
 * The texts of a token, by the name that they have in the API, in forms and in the database. One more is an entry here, its column,
 * and its tests.
 */
export const TEXT_FIELDS = {
  label: { words: "Label", lines: false, longest: 255, none: undefined, isFact: false, example: "Nightly export" },
  description: {
    words: "Description",
    lines: true,
    longest: 1024,
    none: "",
    placeholder: "Where it is stored, what depends on it",
    isFact: false,
    example: "",
  },
  contact: {
    words: "Contact",
    lines: false,
    longest: 255,
    none: null,
    text: "who to ask about the token, ",
    placeholder: "A person, team or channel to ask",
    isFact: true,
    example: "platform@agency.example",
  },
} as const satisfies Record<string, TextField>;

export type TextFieldName = keyof typeof TEXT_FIELDS;
/** The texts of a token: null for none, where the field has that. */
export type Texts = {
  [Name in TextFieldName]: null extends (typeof TEXT_FIELDS)[Name]["none"] ? string | null : string;
};

// The keys of a constant, which Object.keys widens.
export const TEXT_FIELD_NAMES = Object.keys(TEXT_FIELDS) as TextFieldName[];

/** An entry as what every entry is. */
export function textField(name: TextFieldName): TextField {
  return TEXT_FIELDS[name];
}

/** Something for each text of a token. */
export function eachText<Value>(make: (name: TextFieldName) => Value): Record<TextFieldName, Value> {
  // One entry for each name.
  return Object.fromEntries(TEXT_FIELD_NAMES.map((name) => [name, make(name)])) as Record<TextFieldName, Value>;
}

/** The texts of a token, and nothing else of it. */
export function textsOf<Given extends Partial<Texts>>(given: Given): Pick<Given, TextFieldName & keyof Given> {
  const texts: Record<string, string | null> = {};
  for (const name of TEXT_FIELD_NAMES) {
    const text = given[name];
    if (text !== undefined) texts[name] = text;
  }
  // Names of `given` alone, with its values.
  return texts as Pick<Given, TextFieldName & keyof Given>;
}

/** The texts in the examples of the reference. */
export const EXAMPLE_TEXTS = eachText((name) => textField(name).example) as Texts;

/** The texts of an empty form. */
export const NO_TEXTS = eachText((name) => {
  const { none } = textField(name);
  return none === undefined ? "" : none;
}) as Texts;
