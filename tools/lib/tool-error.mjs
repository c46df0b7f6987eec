/** What a person at the terminal can do something about: shown as its message alone, without a stack. */
export class ToolError extends Error {}

export function fail(error) {
  console.error(error instanceof ToolError ? error.message : error);
  process.exitCode = 1;
}
