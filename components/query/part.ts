/** What asks and asks again, loaded after the page: see `OwnQueriesProvider`. */
export { notifyManager, QueryObserver } from "@tanstack/react-query";
export { clientOf } from "./client";
