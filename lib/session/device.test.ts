import { expect, test } from "vitest";
import { deviceOf } from "./device";

const KHTML = "AppleWebKit/537.36 (KHTML, like Gecko)";

test.each([
  [
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${KHTML} Chrome/130.0.0.0 Safari/537.36`,
    "Chrome on macOS",
    "desktop",
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KHTML} Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0`,
    "Microsoft Edge on Windows",
    "desktop",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox on Linux", "desktop"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Safari on iPhone",
    "mobile",
  ],
  ["curl/8.5.0", "curl", "other"],
  ["", "Unknown device", "other"],
  ["  ", "Unknown device", "other"],
  ["<script>alert(1)</script>", "<script>alert(1)<", "other"],
])("%s is shown as %s", (userAgent, name, type) => {
  expect(deviceOf(userAgent)).toEqual({ name, type });
});
