/** Do something while each of these is made again and again, and once a dozen are there. */
export async function whileMaking<Result>(
  making: readonly ((n: number) => Promise<unknown>)[],
  run: () => Promise<Result>,
) {
  let isOver = false;
  let made = 0;
  const loop = async (make: (n: number) => Promise<unknown>) => {
    for (let n = 0; !isOver; n++) {
      await make(n).then(
        () => made++,
        () => {},
      );
    }
  };
  const thief = Promise.all(making.map(loop));
  while (made < 12) await new Promise((resolve) => setTimeout(resolve, 5));
  const result = await run();
  // What was under way is answered before it is looked at.
  await new Promise((resolve) => setTimeout(resolve, 50));
  isOver = true;
  await thief;
  return result;
}
