/** The cookie that keeps which language the examples are read in. */
export const LANGUAGE_COOKIE = "examples";
