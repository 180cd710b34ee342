/** The APP_SECRET of every server and process under test, so that tests can make and check digests themselves. */
export const TEST_SECRET = "the-secret-of-the-tests-and-of-nothing-else";
