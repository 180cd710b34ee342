export type Documented = { method: string; path: string; handler: object; fields?: readonly Field[]; answer: string };
export type Field = { name: string; text: string };
