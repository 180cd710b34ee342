/** How every mail begins. Without a name: someone who made an account for another's address could have chosen it. */
export const GREETING = "Hello,";
