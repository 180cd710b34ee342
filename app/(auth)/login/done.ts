/** What was done before one came to sign in, for the code in the address; nothing for any other. */
export function doneSentence(done: unknown): string | undefined {
  switch (done) {
    case "password_reset":
      return "Your password is changed, and every session ended. Sign in with the new one.";
    case "signed_up":
      return "Your account is made. Sign in to it.";
    default:
      return undefined;
  }
}
