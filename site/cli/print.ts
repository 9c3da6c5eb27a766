/** What a command prints: one JSON value on stdout, or `{ "error": … }` on stderr and exit code 1. */
export function printResult(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** `code` is one of the contract's error codes; `message` a sentence for whoever typed the command. */
export function fail(code: string, message: string): never {
  process.stderr.write(`${JSON.stringify({ error: { code, message } })}\n`)
  process.exit(1)
}
