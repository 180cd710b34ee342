/** Report to the operator in one line with its subject in front: `say("Database", "PostgreSQL 17.10")`. */
export function say(subject: string, line: string): void {
  console.log(`${subject.padEnd(13)} ${line}`);
}
