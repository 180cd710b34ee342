import { Command, InvalidArgumentError } from "commander";
import { listActivity } from "./commands/activity";
import { callApi } from "./commands/api";
import { completionOf, SHELLS } from "./commands/completion";
import { listDeployments, showLog, startDeployment } from "./commands/deployment";
import { doctor } from "./commands/doctor";
import { login } from "./commands/login";
import { logout } from "./commands/logout";
import { listApplications, listEnvironments, listOrganisations } from "./commands/places";
import { createToken } from "./commands/token/create";
import { editToken } from "./commands/token/edit";
import { listTokens } from "./commands/token/list";
import { revokeTokens } from "./commands/token/revoke";
import { rotateToken } from "./commands/token/rotate";
import { showToken } from "./commands/token/show";
import { showUsage } from "./commands/token/usage";
import { getVariable, listVariables, setVariable, unsetVariable } from "./commands/variable";
import { whoami } from "./commands/whoami";
import { type Context, contextOf } from "./context";
import { example } from "./guide";
import { version } from "./package.json";
import { scan } from "./scan/scan";

const DEFAULT_ROWS = 30;
const TOKEN = "<token>";
const WHICH = "id or label, or self for the token in use";

/** Every command, its options and its help: what `/docs/cli` and the completions are made from, too. */
export function makeProgram(): Command {
  const program = example(
    new Command("latchkey"),
    "latchkey login --host https://latchkey.example.com",
    "latchkey token list",
  )
    .description("Manage access tokens from the terminal.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print help for a command")
    .option("--host <address>", "the address of the instance")
    .option("--profile <name>", "the login to use, if there are several")
    .option("--json", "print the API's own objects, as JSON")
    .option("--quiet", "print only the result")
    .showSuggestionAfterError()
    .configureHelp({ sortSubcommands: false, showGlobalOptions: true });

  example(
    program.command("login"),
    "latchkey login --host https://latchkey.example.com",
    "latchkey login --with-token < token.txt",
  )
    .description("log in to an instance with the browser")
    .option("--with-token", "read a token from standard input instead")
    .option("--scope <scope>", "request only these scopes; repeatable, or separated by commas", several)
    .option("--no-browser", "do not open a browser")
    .action(run((context, options) => login(context, options)));
  example(program.command("logout"), "latchkey logout", "latchkey logout --profile work --revoke")
    .description("revoke the token of a login and forget it; one from --with-token is only forgotten")
    .option("--revoke", "revoke a token from --with-token too")
    .action(run((context, options) => logout(context, options)));
  example(program.command("whoami"), "latchkey whoami", "latchkey whoami --json")
    .description("show who the token belongs to and what it can do")
    .action(run(whoami));

  addTokenCommands(
    example(
      program.command("token"),
      "latchkey token create --label Backup --scope applications:read --expires 30d",
      "latchkey token list",
    ).description("create, edit, rotate and revoke tokens"),
  );

  const org = example(program.command("org"), "latchkey org list").description("organisations");
  example(org.command("list"), "latchkey org list")
    .description("list the organisations that the token can access")
    .action(run(listOrganisations));
  const app = example(program.command("app"), "latchkey app list --org acme").description("applications");
  example(app.command("list"), "latchkey app list --org acme")
    .description("list applications")
    .option("--org <organisation>", "in this organisation, by id or slug")
    .action(run((context, options) => listApplications(context, options)));
  const env = example(program.command("env"), "latchkey env list --app shop").description("environments");
  example(env.command("list"), "latchkey env list --app shop")
    .description("list environments")
    .option("--app <application>", "only of this application, by id or slug")
    .action(run((context, options) => listEnvironments(context, options)));

  addVariableCommands(
    example(program.command("var"), "latchkey var list --env shop/live").description("environment variables"),
  );
  addDeploymentCommands(
    example(program.command("deployment"), "latchkey deployment start shop/live --wait").description("deployments"),
  );

  example(program.command("activity"), "latchkey activity --org acme", "latchkey activity --org acme --json -n 500")
    .description("show the activity of an organisation")
    .requiredOption("--org <organisation>", "by id or slug")
    .option("-n, --most <count>", "show at most this many entries", count, DEFAULT_ROWS)
    .action(run((context, options) => listActivity(context, options)));
  example(
    program.command("api"),
    "latchkey api GET /iam/v3/me/",
    "latchkey api GET /apps/v3/applications/ --all",
    "latchkey api PATCH /iam/v3/access-tokens/ID/ --field label=Backup",
  )
    .description("send any request to the API")
    .argument("<method>", "GET, POST, PATCH, PUT or DELETE")
    .argument("<path>", "such as /iam/v3/me/")
    .option("--all", "read every page of a list")
    .option("--field <name=value>", "a field of the body, or name:=value for JSON; repeatable", repeated)
    .option("--input <file>", "the body, from a file or standard input (-)")
    .action(run((context, options, method, path) => callApi(context, method, path, options)));
  example(program.command("scan"), "latchkey scan", "latchkey scan --history .", "git diff | latchkey scan -")
    .description("find secrets in files, git history and standard input, and say which are live")
    .argument("[paths...]", "files and folders; - for standard input (default: this folder)")
    .option("--history", "search the git history too")
    .option("--offline", "do not ask the instance which are live")
    .option("--report", "report live ones as leaked: they stop working")
    .option("--yes", "do not ask before reporting")
    .action(run((context, options, paths) => scan(context, paths, options)));
  example(program.command("doctor"), "latchkey doctor", "latchkey doctor --quiet --warn-days 14")
    .description("check the instance, the connection, the clock and the token")
    .option("--warn-days <days>", "exit with 6 if the token expires within this many days", count)
    .action(run((context, options) => doctor(context, options)));
  example(
    program.command("completion"),
    'eval "$(latchkey completion bash)"',
    "latchkey completion zsh > ~/.zfunc/_latchkey",
    "latchkey completion fish > ~/.config/fish/completions/latchkey.fish",
  )
    .description("print shell completions")
    .argument("<shell>", SHELLS.join(", "))
    .action(run((context, _options, shell) => context.output.line(completionOf(makeProgram(), shell))));
  return program;
}

function addTokenCommands(token: Command): void {
  example(token.command("list"), "latchkey token list", "latchkey token list --status expired --json")
    .description("list tokens: active ones, unless you ask for others")
    .option("--all", "of any status")
    .option("--status <status>", "active, expired, revoked, …", several)
    .option("--purpose <purpose>", "for this purpose; repeatable", several)
    .option("--org <organisation>", "that can access this organisation")
    .option("--label <label>", "with exactly this label")
    .action(run((context, options) => listTokens(context, options)));
  withFields(
    example(
      token.command("create"),
      "latchkey token create --label Backup --scope applications:read --expires 30d",
      "latchkey token create --label CI --limit acme/shop --to-env .env:LATCHKEY_TOKEN",
    ),
  )
    .description("create a token and print its secret")
    .option("--org <organisation>", "create it for this organisation")
    .option("--acts-as <role>", "the role of an organisation's token: admin, member or guest")
    .option("--to-env <file[:NAME]>", "write the secret to an env file instead")
    .action(run((context, options) => createToken(context, options)));
  example(token.command("show"), "latchkey token show Backup", "latchkey token show Backup --quiet --warn-days 14")
    .description("show a token")
    .argument(TOKEN, WHICH)
    .option("--warn-days <days>", "exit with 6 if it expires within this many days", count)
    .action(run((context, options, id) => showToken(context, id, options)));
  withFields(
    example(
      token.command("edit"),
      "latchkey token edit Backup --expires 30d",
      "latchkey token edit Backup --scope applications:read",
    ),
  )
    .description("change a token; its secret stays the same")
    .argument(TOKEN, WHICH)
    .action(run((context, options, id) => editToken(context, id, options)));
  example(
    token.command("rotate"),
    "latchkey token rotate Backup --to-env .env",
    "latchkey token rotate CI --exec 'gh secret set LATCHKEY_TOKEN'",
    "latchkey token rotate self",
  )
    .description(
      "give a token a new secret; the old one works until the new one is first used, and then for the overlap",
    )
    .argument(TOKEN, WHICH)
    .option("--exec <command>", "pass the new secret to this command on standard input, and wait for its first use")
    .option("--to-env <file[:NAME]>", "write it to an env file, and use it once")
    .option("--overlap <time>", "how long the old secret keeps working: 0, 1h, 24h, 3d or 7d (default: 24h)")
    .option("--replace-now", "end the old secret as soon as the new one is in place")
    .option("--again", "generate another secret, even if the last one is still waiting for its first use")
    .option("--end-overlap", "generate nothing, and end the old secret of the last rotation now")
    .option("--wait <time>", "how long to wait for the first use (default: 10m)")
    .action(run((context, options, id) => rotateToken(context, id, options)));
  example(
    token.command("revoke"),
    "latchkey token revoke Backup",
    "latchkey token revoke ID ID --yes --reason 'No longer used'",
  )
    .description("revoke tokens: they stop working immediately")
    .argument("<tokens...>", "their ids or labels; self for the one in use")
    .option("--reason <text>", "why, for the record")
    .option("--yes", "do not ask for confirmation")
    .action(run((context, options, ids) => revokeTokens(context, ids, options)));
  example(token.command("usage"), "latchkey token usage Backup")
    .description("show what a token was used for, and from where")
    .argument(TOKEN, WHICH)
    .action(run((context, _options, id) => showUsage(context, id)));
}

function withFields(command: Command): Command {
  return command
    .option("--label <text>", "its name")
    .option("--purpose <purpose>", "what it is for, such as automation")
    .option("--description <text>", "more about it")
    .option("--expires <when>", "30d, 12h, a date, or never")
    .option("--scope <scope>", "what it can do; repeatable, or separated by commas", several)
    .option("--limit <place>", "limit it to ORGANISATION[/APPLICATION[/ENVIRONMENT]]; repeatable", several)
    .option("--everything", "give it access to everything its owner can access")
    .option("--network <network>", "allow it only from these addresses, such as 203.0.113.0/24; repeatable", several)
    .option("--anywhere", "allow it from anywhere")
    .option("--rotate-itself", "allow it to rotate itself")
    .option("--no-rotate-itself", "do not allow it to rotate itself");
}

function addVariableCommands(variable: Command): void {
  const within = (command: Command) =>
    command.requiredOption("--env <environment>", "APPLICATION/ENVIRONMENT, or an id");
  example(within(variable.command("list")), "latchkey var list --env shop/live")
    .description("list the variables of an environment")
    .action(run((context, options) => listVariables(context, options)));
  example(within(variable.command("get")), "latchkey var get REGION --env shop/live")
    .description("print the value of a variable")
    .argument("<name>")
    .action(run((context, options, name) => getVariable(context, name, options)));
  example(
    within(variable.command("set")),
    "latchkey var set REGION eu-west --env shop/live",
    "latchkey var set API_KEY --sensitive --env shop/live < key.txt",
  )
    .description("set a variable, from an argument or standard input")
    .argument("<name>")
    .argument("[value]")
    .option("--sensitive", "never show the value again")
    .action(run((context, options, name, value) => setVariable(context, name, value, options)));
  example(within(variable.command("unset")), "latchkey var unset REGION --env shop/live")
    .description("remove a variable")
    .argument("<name>")
    .action(run((context, options, name) => unsetVariable(context, name, options)));
}

function addDeploymentCommands(deployment: Command): void {
  example(deployment.command("list"), "latchkey deployment list --env shop/live")
    .description("list deployments, newest first")
    .option("--env <environment>", "of this environment: APPLICATION/ENVIRONMENT, or its id")
    .option("--app <application>", "of this application")
    .option("-n, --most <count>", "list at most this many", count, DEFAULT_ROWS)
    .action(run((context, options) => listDeployments(context, options)));
  example(deployment.command("start"), "latchkey deployment start shop/live --wait")
    .description("request a deployment")
    .argument("<environment>", "APPLICATION/ENVIRONMENT, or its id")
    .option("--wait", "follow it to the end; the exit code is its outcome")
    .action(run((context, options, path) => startDeployment(context, path, options)));
  example(deployment.command("logs"), "latchkey deployment logs ID --follow")
    .description("print the log of a deployment")
    .argument("<id>")
    .option("--follow", "keep printing until it ends")
    .action(run((context, options, id) => showLog(context, id, options)));
}

// biome-ignore lint/suspicious/noExplicitAny: commander gives what the declarations above it say, and cannot say so itself
type Handler = (context: Context, options: any, ...args: any[]) => Promise<void> | void;

function run(handler: Handler) {
  return async (...args: unknown[]) => {
    const command = args.at(-1);
    if (!(command instanceof Command)) throw new Error("commander gives the command last");
    await handler(contextOf(command), command.opts(), ...args.slice(0, -2));
  };
}

/** An option that may be repeated, and hold several values with commas between. */
function several(text: string, before: string[] = []): string[] {
  return [
    ...before,
    ...text
      .split(",")
      .map((each) => each.trim())
      .filter((each) => each !== ""),
  ];
}

function repeated(text: string, before: string[] = []): string[] {
  return [...before, text];
}

function count(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError("It is a whole number.");
  return Number(text);
}
