/** Where requests came from and what sent them. Addresses are those kept for documentation (RFC 5737, RFC 3849). */
const CLIENTS = {
  laptopCli: ["203.0.113.24", "divio-cli/8.2.0 (Python 3.12.7; Darwin 24.1.0)"],
  laptopCurl: ["203.0.113.24", "curl/8.7.1"],
  laptopNode: ["203.0.113.24", "node"],
  homeCurl: ["2001:db8:4c1:7a00::1c", "curl/8.5.0"],
  homeCli: ["2001:db8:4c1:7a00::1c", "divio-cli/8.2.0 (Python 3.11.10; Linux 6.8.0)"],
  tokyoCli: ["198.51.100.201", "divio-cli/8.1.4 (Python 3.12.5; Darwin 23.6.0)"],
  freelanceHttpie: ["192.0.2.61", "HTTPie/3.2.4"],
  githubActions: ["198.51.100.17", "GitHub-Actions/2.320.0 (linux; x64)"],
  githubCurl: ["198.51.100.44", "curl/7.81.0"],
  gitlabRunner: ["192.0.2.130", "gitlab-runner 17.5.3 (17-5-stable; go1.22.7; linux/amd64)"],
  stagingRequests: ["192.0.2.14", "python-requests/2.32.3"],
  stagingNode: ["192.0.2.14", "node-fetch/3.3.2"],
  liveRequests: ["192.0.2.15", "python-requests/2.32.3"],
  terraform: ["198.51.100.88", "Terraform/1.9.8 (+https://www.terraform.io)"],
  ansible: ["192.0.2.22", "ansible-httpget"],
  nightlyAxios: ["192.0.2.40", "axios/1.7.7"],
  monitorGo: ["2001:db8:90::53", "Go-http-client/2.0"],
  loadTest: ["192.0.2.77", "k6/0.54.0 (https://k6.io/)"],
  postman: ["203.0.113.24", "PostmanRuntime/7.42.0"],
  workshopWget: ["203.0.113.180", "Wget/1.24.5"],
  kitchenScreen: [
    "203.0.113.31",
    "Mozilla/5.0 (X11; CrOS aarch64 15699.85.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/110.0.0.0 Safari/537.36",
  ],
  unknownScanner: ["203.0.113.250", "python-urllib3/1.26.5"],
  macSafari: [
    "203.0.113.24",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
  ],
  linuxFirefox: [
    "2001:db8:4c1:7a00::1c",
    "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
  ],
  androidChrome: [
    "198.51.100.120",
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
  ],
} as const satisfies Record<string, readonly [address: string, userAgent: string]>;

export type ClientName = keyof typeof CLIENTS;

export function clientRow(name: ClientName): { address: string; user_agent: string } {
  const [address, user_agent] = CLIENTS[name];
  return { address, user_agent };
}
