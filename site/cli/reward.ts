/** `npm run reward -- '{"kind":"violation","fineFen":10000000}'`: what the rule says of such a matter, and why. */
import { rewardRules } from '#contract/county/reward-rules.ts'
import { RewardQuery } from '#contract/reward.ts'
import { reckonReward, sayReckoning, schemeOf } from '#contract/rules/reward.ts'
import { readJson } from './arguments.ts'
import { fail, printResult } from './print.ts'

const USAGE = `用法：npm run reward -- '{"scheme":"national-2018","kind":"violation","fineFen":10000000}'（kind 还有 hazard、ordinary、concealment；后者写 deaths 和 accidentGrade）`

function readQuery(text: string | undefined): RewardQuery {
  const query = RewardQuery.safeParse(readJson(text, USAGE))
  if (!query.success) return fail('invalid', `这几项不对：${[...new Set(query.error.issues.map(({ path }) => String(path[0] ?? '整个值')))].join('、')}。${USAGE}`)
  if (schemeOf(rewardRules, query.data.scheme) === undefined) return fail('invalid', `没有这套办法；有的是 ${rewardRules.schemes.map(({ id }) => id).join('、')}。`)
  return query.data
}

printResult(sayReckoning(reckonReward(readQuery(process.argv[2]), rewardRules)))
