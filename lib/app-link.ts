import { env } from "@/lib/env";

/** A page of ours as a link for a mail: it starts with `APP_URL`, whatever host a request named. @param path with its slash */
export function appLink(path: string): string {
  return `${env().APP_URL}${path}`;
}
