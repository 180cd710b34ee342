/** How the client ends, as scripts see it. */
export const EXIT = {
  done: 0,
  /** It was refused, or failed in a way that none of the others names. */
  refused: 1,
  usage: 2,
  authentication: 3,
  notFound: 4,
  network: 5,
  /** A token expires within the days that were asked about. */
  expiring: 6,
  /** Ended by Ctrl-C, as shells say it. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What a person is told in place of an answer: a sentence, and below it what helps. Holds no secret. */
export class Failure extends Error {
  readonly exitCode: ExitCode;
  readonly hints: readonly string[];

  constructor(exitCode: ExitCode, sentence: string, hints: readonly string[] = []) {
    super(sentence);
    this.name = "Failure";
    this.exitCode = exitCode;
    this.hints = hints;
  }
}

/** What was asked for cannot be, whatever the server thinks. */
export function usageFailure(sentence: string, ...hints: string[]): Failure {
  return new Failure(EXIT.usage, sentence, hints);
}
