/** Report to the operator in one line with its subject in front: `say("Database", "PostgreSQL 17.10")`. */
export function say(subject: string, line: string): void {
  console.log(`${subject.padEnd(13)} ${line}`);
}

/** `say` for what the operator asked to see, secrets included: it goes around the log, which blots them out. */
export function sayWhole(subject: string, line: string): void {
  process.stdout.write(`${subject.padEnd(13)} ${line}\n`);
}
