import provideServer from "@/test/http/global-server";

/** One production server for all browser tests. */
export default provideServer;
