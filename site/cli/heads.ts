/** `npm run heads [--url U] > heads.json`: the public chain as it is now, with the key that signs receipts. The file that `npm run verify` and /keys read. */
import { fetchHeads } from '../keys/heads.ts'
import { baseOf, readWords } from './arguments.ts'
import { need } from './need.ts'
import { printResult } from './print.ts'
import { callerFor } from './staff-session.ts'

printResult(need(await fetchHeads(callerFor(baseOf(readWords(process.argv.slice(2), ['url']))))))
