import path from "node:path";

/** Nothing but what keeps it apart from the application around it. */
export default {
  turbopack: { root: path.resolve(import.meta.dirname, "../..") },
  poweredByHeader: false,
};
