/** `npm run new:content -- knowledge home/my-slug`: puts a template in its place and says what comes next. Speaks to editors, as check:content does. */
import { fileURLToPath } from 'node:url'
import { newPiece } from '../editing/new-piece.ts'
import { readCounty } from '../county/county.ts'
import { todayIn } from '../ui/today.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const [kind = '', path = ''] = process.argv.slice(2)

try {
  const today = todayIn(readCounty(root).profile.timezone)
  process.stdout.write(`建好了：${newPiece(root, kind, path, today)}

接下来：
  1. 打开它，把每一处“待写”换成你的话。
  2. 看样子：npm run preview:content
  3. 检查：  npm run check:content -- ${path}
     没有 ✗ 就可以交了。
`)
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exit(1)
}
