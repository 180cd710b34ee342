/** How every mail begins. By no name: whoever made an account for somebody else's address has chosen it. */
export const GREETING = "Hello,";
