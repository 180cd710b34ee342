import { parse } from "yaml";
import { z } from "zod";
import { readGuide } from "@/lib/docs/guide";
import { inWordsOf } from "@/lib/docs/instance-words";
import { fencesOf } from "./fences";

/** Shell lines of a recipe, as the CI that it is for hands them to a shell, with the variables that the recipe itself sets. */
export type Recipe = { name: string; shell: readonly string[]; script: string; variables: Record<string, string> };
export type Recipes = {
  run: Recipe[];
  /** What only the CI can do: actions, and programs that its images lack. */
  left: string[];
};

/** The recipes of `docs/guide/ci.md` as an instance at `appUrl` prints them. */
export function ciRecipes(appUrl: string): Recipes {
  const fences = fencesOf(inWordsOf({ appUrl, brandName: "Latchkey", tokenPrefix: "lk" }, readGuide("ci")));
  const found = fences.map(({ language, file = "", code }) => {
    if (language === "sh") return { run: [{ name: file, shell: BASH, script: code, variables: {} }], left: [] };
    const read = Object.entries(CIS).find(([end]) => file.endsWith(end))?.[1] ?? ofGitHub;
    return read(file, parse(code));
  });
  return { run: found.flatMap(({ run }) => run), left: found.flatMap(({ left }) => left) };
}

// GitHub's default is `bash -e`; GitLab begins each job with `set -eo pipefail`; Bitbucket ends a step with its first failure.
const BASH = ["bash", "-e"];
const BASH_PIPES = ["bash", "-eo", "pipefail"];
const CIS: Record<string, (file: string, document: unknown) => Recipes> = {
  ".gitlab-ci.yml": ofGitLab,
  "bitbucket-pipelines.yml": ofBitbucket,
};

const variables = z.record(z.string(), z.string()).default({});
const workflow = z.object({
  env: variables,
  jobs: z.record(
    z.string(),
    z.object({
      steps: z.array(
        z.object({
          name: z.string().optional(),
          uses: z.string().optional(),
          env: variables,
          run: z.string().optional(),
        }),
      ),
    }),
  ),
});

function ofGitHub(file: string, document: unknown): Recipes {
  const { env, jobs } = workflow.parse(document);
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  return {
    run: steps.flatMap(({ name = "", env: own, run }) =>
      run === undefined
        ? []
        : [{ name: `${file}: ${name}`, shell: BASH, script: run, variables: withoutExpressions({ ...env, ...own }) }],
    ),
    left: steps.flatMap(({ uses }) => (uses === undefined ? [] : [`${file}: ${uses}`])),
  };
}

/** `${{ secrets.X }}` is filled in by GitHub: a test gives these variables itself. */
function withoutExpressions(given: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => !value.includes("${{")));
}

const gitLabJob = z.object({ script: z.array(z.string()), before_script: z.array(z.string()).default([]) });

function ofGitLab(file: string, document: unknown): Recipes {
  const { variables: shared, ...jobs } = z.looseObject({ variables }).parse(document);
  const parsed = Object.entries(jobs).map(([name, job]) => ({ name: `${file}: ${name}`, ...gitLabJob.parse(job) }));
  return {
    run: parsed.map(({ name, script }) => ({
      name,
      shell: BASH_PIPES,
      script: script.join("\n"),
      variables: shared,
    })),
    left: parsed.flatMap(({ name, before_script }) => before_script.map((line) => `${name}: ${line}`)),
  };
}

const pipelines = z.object({
  pipelines: z.object({
    default: z.array(z.object({ step: z.object({ name: z.string(), script: z.array(z.string()) }) })),
  }),
});

function ofBitbucket(file: string, document: unknown): Recipes {
  const steps = pipelines.parse(document).pipelines.default;
  return {
    run: steps.map(({ step }) => ({
      name: `${file}: ${step.name}`,
      shell: BASH,
      script: step.script.join("\n"),
      variables: {},
    })),
    left: [],
  };
}
