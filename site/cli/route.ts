/** `npm run route -- '{"category":"HY16","township":"t-heping",…}'`: where a report with these fields would go, and why. */
import { PlainFields } from '#contract/report.ts'
import { routeReport, unknownFields } from '#contract/rules/routing.ts'
import { readJson } from './arguments.ts'
import { fail, printResult } from './print.ts'

const USAGE = `用法：npm run route -- '{"category":"HY16","township":"t-heping","violations":[],"flags":[],"avoid":[]}'`

function readFields(text: string | undefined): PlainFields {
  const value = readJson(text, USAGE)
  // Lists may be left out, like any optional field of a command.
  const given = typeof value === 'object' && value !== null ? { violations: [], flags: [], avoid: [], ...value } : value
  const fields = PlainFields.safeParse(given)
  if (!fields.success) return fail('invalid', `这几项不对：${[...new Set(fields.error.issues.map(nameOfIssue))].join('、')}。${USAGE}`)
  const unknown = unknownFields(fields.data)
  if (unknown.length > 0) return fail('invalid', `本县没有这样的 ${unknown.join('、')}；看看 content/county 里的代号。`)
  return fields.data
}

const nameOfIssue = (issue: { path: PropertyKey[]; code?: string; keys?: string[] }) => issue.keys?.join('、') ?? String(issue.path[0] ?? '整个值')

printResult(routeReport(readFields(process.argv[2])))
