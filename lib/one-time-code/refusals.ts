/** Why one more mail has to wait. How long follows. */
export const MAILED_LATELY = "You’ve already requested this mail several times. Check your inbox and your spam folder.";
