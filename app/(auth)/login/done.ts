/** What was done before one came to sign in, for the code in the address; nothing for any other. */
export function doneSentence(done: unknown): string | undefined {
  switch (done) {
    case "password_reset":
      return "Your password is changed, and every session ended. Sign in with the new one.";
    case "address_proved":
      return "Your password is changed and your e-mail address is confirmed. Every session, personal access token, open invitation and connected account from before has ended. Sign in with the new password.";
    case "address_confirmed":
      return "Your e-mail address is confirmed. Everything in your account keeps working.";
    case "signed_up":
      return "Your account is made. Sign in to it.";
    default:
      return undefined;
  }
}
