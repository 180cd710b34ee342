import pg from "pg";

type Statement = { text: string; values: unknown[] };
type Plan = {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Index Cond"?: string;
  "Actual Rows"?: number;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
};

/** The first statement that `ask` sends, with its values. */
export async function statementOf(ask: () => Promise<unknown>): Promise<Statement> {
  const [first] = await statementsOf(ask);
  if (first === undefined) throw new Error("nothing was asked");
  return first;
}

/** Every statement that is sent while `ask` runs, in their order. */
export async function statementsOf(ask: () => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = [];
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function query(this: pg.Client, ...args: unknown[]) {
    const [asked, values] = args;
    // One that a connection keeps comes with its name.
    const { text, values: given = values } =
      typeof asked === "string" ? { text: asked } : (asked as Partial<Statement>);
    if (typeof text === "string") sent.push({ text, values: Array.isArray(given) ? given : [] });
    return Reflect.apply(original, this, args);
  } as typeof original;
  try {
    await ask();
  } finally {
    pg.Client.prototype.query = original;
  }
  return sent;
}

/** The months of the activity that a statement reads otherwise than by an index whose condition is like `by`. */
export async function monthsReadBeyond(url: string, { text, values }: Statement, by: RegExp): Promise<Plan[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(`explain (analyze, format json) ${text}`, values);
    const plan: Plan = rows[0]["QUERY PLAN"][0].Plan;
    return nodesOf(plan).filter((node) => {
      const reads = /^(Seq Scan|Index Scan|Index Only Scan|Bitmap Index Scan)$/.test(node["Node Type"]);
      const ofActivity = /^activity/.test(node["Index Name"] ?? node["Relation Name"] ?? "");
      // A month without entries is read whole because there is nothing in it.
      const touched = (node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0);
      return reads && ofActivity && touched > 0 && !by.test(node["Index Cond"] ?? "");
    });
  } finally {
    await client.end();
  }
}

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}
