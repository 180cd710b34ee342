import { providePostgres } from "./postgres";

/** Before the first database test: a PostgreSQL. After the last: none. */
export default providePostgres;
