import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fencesOf } from "@/test/guide/fences";

/** The ports that a proxy under test has in the place of those in the document. */
export type Ports = { proxy: number; latchkey: number; service: number };

/** A reverse proxy as docs/guide/forward-authentication.md configures it: how it is started with the files that are written for it. */
export type Proxy = { name: string; isInstalled: boolean; command: (ports: Ports) => string[] };

const DOCUMENT = readFileSync(path.resolve(import.meta.dirname, "../../docs/guide/forward-authentication.md"), "utf8");

/** What the document has in this language, or for this file, with the ports of a test. */
function documented(what: string, { proxy, latchkey, service }: Ports): string {
  const block = fencesOf(DOCUMENT).find(({ language, file }) => [language, file].includes(what))?.code;
  if (block === undefined) throw new Error(`forward-authentication.md has no ${what}`);
  // HAProxy wants its last line ended.
  return `${block}\n`
    .replaceAll("127.0.0.1:3000", `127.0.0.1:${latchkey}`)
    .replaceAll("127.0.0.1:8080", `127.0.0.1:${service}`)
    .replaceAll(/(listen |:|port_value: )8000\b/g, `$1${proxy}`)
    .replaceAll("port_value: 3000", `port_value: ${latchkey}`)
    .replaceAll("port_value: 8080", `port_value: ${service}`);
}

function isInstalled(command: string, version: string): boolean {
  return spawnSync(command, [version], { stdio: "ignore", env: proxyEnvironment() }).status === 0;
}

const folders: string[] = [];
function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), "latchkey-proxy-"));
  folders.push(made);
  return made;
}
const home = folder();

/** Remove what was written for the proxies. */
export function removeConfigurations(): void {
  for (const made of folders) rmSync(made, { recursive: true, force: true, maxRetries: 5 });
}

/** What a proxy runs in: Debian has servers in folders that not everybody's PATH names, and Caddy keeps things at home. */
export function proxyEnvironment(): NodeJS.ProcessEnv {
  const { PATH } = process.env;
  return { ...process.env, PATH: `${PATH}:/usr/sbin:/usr/local/sbin`, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home };
}

function write(name: string, text: string): string {
  writeFileSync(name, text);
  return name;
}

export const PROXIES: readonly Proxy[] = [
  {
    name: "nginx",
    isInstalled: isInstalled("nginx", "-v"),
    command: (ports) => {
      const at = folder();
      const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${at};`);
      const http = `http { access_log off; ${temporary.join(" ")}\n${documented("nginx", ports)}}`;
      const file = write(path.join(at, "nginx.conf"), `pid ${at}/pid;\nevents {}\n${http}\n`);
      return ["nginx", "-e", "stderr", "-g", "daemon off;", "-p", at, "-c", file];
    },
  },
  {
    name: "Caddy",
    isInstalled: isInstalled("caddy", "version"),
    command: (ports) => {
      const at = folder();
      const file = write(path.join(at, "Caddyfile"), `{\n\tadmin off\n}\n${documented("caddy", ports)}`);
      return ["caddy", "run", "--config", file, "--adapter", "caddyfile"];
    },
  },
  {
    name: "HAProxy",
    isInstalled: isInstalled("haproxy", "-v"),
    command: (ports) => {
      const at = folder();
      const lua = write(path.join(at, "latchkey.lua"), documented("lua", ports));
      const settings = documented("haproxy", ports).replace("/etc/haproxy/latchkey.lua", lua);
      return ["haproxy", "-db", "-f", write(path.join(at, "haproxy.cfg"), settings)];
    },
  },
  {
    name: "Traefik",
    isInstalled: isInstalled("traefik", "version"),
    command: (ports) => {
      const file = write(path.join(folder(), "dynamic.yml"), documented("dynamic.yml", ports));
      return ["traefik", `--providers.file.filename=${file}`, `--entryPoints.web.address=:${ports.proxy}`];
    },
  },
  {
    name: "Envoy",
    isInstalled: isInstalled("envoy", "--version"),
    command: (ports) => ["envoy", "-c", write(path.join(folder(), "envoy.yaml"), documented("envoy.yaml", ports))],
  },
];
