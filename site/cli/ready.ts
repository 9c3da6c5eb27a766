/**
 * Loaded before a command (`node --import ./site/cli/ready.ts site/cli/route.ts`): compiles the county, so that the command itself
 * can import `#contract/county/*` like everything else.
 */
import { fileURLToPath } from 'node:url'
import { compileCounty } from './county.ts'
import { fail } from './print.ts'

try {
  compileCounty(fileURLToPath(new URL('../..', import.meta.url)))
} catch (fault) {
  fail('invalid', fault instanceof Error ? fault.message : String(fault))
}
