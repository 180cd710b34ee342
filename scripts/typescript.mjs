/** Import a TypeScript file of ours into this process. The dependencies must be installed by then. */
export async function importTypeScript(file) {
  const { register } = await import("tsx/esm/api");
  register();
  return import(new URL(file, import.meta.url).href);
}
