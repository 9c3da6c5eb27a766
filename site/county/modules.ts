/** The county as typed modules: what the pages, the Worker and the commands import as `#contract/county/<name>.ts`. */
import { join } from 'node:path'
import type { Language } from '#contract/language-schema.ts'
import type { County, FormFile, Words } from './county.ts'
import { overlay, READ, type Tongue } from './languages.ts'
import { renamed } from './names.ts'
import { writeIfOther } from './write.ts'

const FOLDER = 'worker/contract/county'

interface Module {
  /** Without `.ts`. */
  readonly name: string
  readonly types: readonly [names: string[], from: string]
  readonly constants: readonly [name: string, type: string, value: unknown][]
}

const county = (name: string, types: string[], ...constants: Module['constants']): Module => ({ name, types: [types, '../county-schema.ts'], constants })

const LANGUAGE = '../language-schema.ts'

export function modulesOf(content: County): Module[] {
  const { languages, tongues, 'reward-rules': { paying, ...rewardRules } } = content
  return [
    ...namedModules(content, ''),
    county('calendars', ['CalendarYear'], ['calendars', 'readonly CalendarYear[]', content.calendars]),
    county('phones', ['Phone'], ['phones', 'readonly Phone[]', content.phones]),
    county('policy', ['Policy'], ['policy', 'Policy', content.policy]),
    { name: 'reward-rules', types: [['RewardRules'], '../reward.ts'], constants: [['rewardRules', 'RewardRules', rewardRules]] },
    { name: 'paying', types: [['Paying'], '../reward.ts'], constants: [['paying', 'Paying', paying]] },
    // Browsers get the profile without the counter; the notice says where it is.
    { name: 'letters', types: [['Letters', 'Counter'], '../letter-schema.ts'], constants: [['letters', 'Letters', content.letters], ['counter', 'Counter | null', content.profile.counter ?? null]] },
    { name: 'keyring', types: [['Keyring'], '../public.ts'], constants: [['keyring', 'Keyring', content.keyring]] },
    { name: 'contest', types: [['Contest'], '../contest.ts'], constants: [['contest', 'Contest', content.contest]] },
    { name: 'languages', types: [['Language'], LANGUAGE], constants: [['languages', 'readonly Language[]', languages]] },
    ...wordModules(content.words, ''),
    ...languages.slice(0, 1).map((language) => languageModule(language, '')),
    ...tongues.flatMap((tongue) => tongueModules(content, tongue)),
  ]
}

/** What has names in it. */
function namedModules({ profile, units, categories, violations, destinations, recourses, deadlines, hotlines }: Omit<County, 'words' | 'tongues'> | ReturnType<typeof renamed>, suffix: string): Module[] {
  return [
    county(`profile${suffix}`, ['Profile'], ['profile', 'Profile', profile]),
    county(`units${suffix}`, ['Unit'], ['units', 'readonly Unit[]', units]),
    county(`categories${suffix}`, ['Category', 'CategoryGroup'],
      ['categoryGroups', 'readonly CategoryGroup[]', categories.groups],
      ['categories', 'readonly Category[]', categories.categories]),
    county(`violations${suffix}`, ['FlagText', 'Violation'],
      ['violations', 'readonly Violation[]', violations.violations],
      ['flags', 'readonly FlagText[]', violations.flags]),
    county(`destinations${suffix}`, ['OutsideOffice'], ['destinations', 'readonly OutsideOffice[]', destinations]),
    county(`recourses${suffix}`, ['Recourse'], ['recourses', 'readonly Recourse[]', recourses]),
    county(`deadlines${suffix}`, ['DeadlineRule'], ['deadlines', 'readonly DeadlineRule[]', deadlines]),
    county(`hotlines${suffix}`, ['Hotline'], ['hotlines', 'readonly Hotline[]', hotlines]),
  ]
}

/** Which language a page is in. */
const languageModule = (language: Language, suffix: string): Module => ({ name: `language${suffix}`, types: [['Language'], LANGUAGE], constants: [['language', 'Language', language]] })

/** The same modules with the same constants in another language: status.en.ts, units.en.ts. site/build/in-language.ts puts them in place of the Chinese ones. */
function tongueModules(content: County, tongue: Tongue): Module[] {
  const suffix = `.${tongue.language.id}`
  const words = Object.fromEntries(Object.keys(READ).map((name) => [name, overlay(name, content.words[name as FormFile], tongue.words.get(name))]))
  return [...namedModules(renamed(content, tongue.names), suffix), ...wordModules(words, suffix), languageModule(tongue.language, suffix)]
}

const FORM = '../form-schema.ts'
const WORDS: Record<Exclude<FormFile, 'report'>, Omit<Module, 'constants'> & { readonly as: readonly [name: string, type: string] }> = {
  status: { name: 'status', types: [['StatusWords'], FORM], as: ['status', 'StatusWords'] },
  events: { name: 'events', types: [['EventWords'], FORM], as: ['events', 'EventWords'] },
  reasons: { name: 'reasons', types: [['ReasonWords'], FORM], as: ['reasons', 'ReasonWords'] },
  member: { name: 'member', types: [['MemberWords'], FORM], as: ['memberWords', 'MemberWords'] },
  moves: { name: 'moves', types: [['MoveWords'], FORM], as: ['moveWords', 'MoveWords'] },
  route: { name: 'route', types: [['RouteWords'], FORM], as: ['routeWords', 'RouteWords'] },
  track: { name: 'track', types: [['TrackWords'], '../filing-schema.ts'], as: ['track', 'TrackWords'] },
  claim: { name: 'claim', types: [['ClaimWords'], '../claim-schema.ts'], as: ['claimWords', 'ClaimWords'] },
  'track-files': { name: 'track-files', types: [['TrackFilesWords'], '../track-files-schema.ts'], as: ['trackFiles', 'TrackFilesWords'] },
  evidence: { name: 'evidence', types: [['EvidenceWords'], '../evidence-schema.ts'], as: ['evidenceWords', 'EvidenceWords'] },
  question: { name: 'question', types: [['QuestionWords'], '../question-schema.ts'], as: ['question', 'QuestionWords'] },
  plain: { name: 'plain', types: [['PlainWords'], '../plain-schema.ts'], as: ['plain', 'PlainWords'] },
  small: { name: 'small', types: [['SmallWords'], LANGUAGE], as: ['small', 'SmallWords'] },
  page: { name: 'page', types: [['PageWords'], LANGUAGE], as: ['page', 'PageWords'] },
  emergency: { name: 'emergency', types: [['EmergencyWords'], LANGUAGE], as: ['emergency', 'EmergencyWords'] },
  proxy: { name: 'proxy', types: [['ProxyWords'], '../proxy-schema.ts'], as: ['proxy', 'ProxyWords'] },
  messages: { name: 'messages', types: [['MessageWords'], FORM], as: ['messages', 'MessageWords'] },
}

/** The form's words from checking on: a browser reads them only once somebody has begun to write. */
const FORM_END = ['clues', 'answers', 'preview', 'challenge', 'sending', 'code'] as const satisfies readonly (keyof Words['report'])[]

/** report.yaml → form.ts for what is seen first, and form-end.ts for the rest. */
function formModules(value: Words['report'], suffix: string): Module[] {
  const isEnd = (key: string) => (FORM_END as readonly string[]).includes(key)
  const part = (wanted: boolean) => Object.fromEntries(Object.entries(value).filter(([key]) => isEnd(key) === wanted))
  const keys = FORM_END.map((key) => `'${key}'`).join(' | ')
  const from = '../filing-schema.ts'
  return [
    { name: `form${suffix}`, types: [['FormWords'], from], constants: [['form', `Omit<FormWords, ${keys}>`, part(false)]] },
    { name: `form-end${suffix}`, types: [['FormWords'], from], constants: [['formEnd', `Pick<FormWords, ${keys}>`, part(true)]] },
  ]
}

/** status.yaml → status.ts. */
function wordModules(files: Partial<Words>, suffix: string): Module[] {
  return Object.entries(files).flatMap(([file, value]) => {
    if (file === 'report') return formModules(value as Words['report'], suffix)
    const { name, types, as } = WORDS[file as Exclude<FormFile, 'report'>]
    return [{ name: `${name}${suffix}`, types, constants: [[...as, value] as const] }]
  })
}

function textOf({ types: [names, from], constants }: Module): string {
  const lines = constants.map(([name, type, value]) => `\nexport const ${name}: ${type} = ${JSON.stringify(value, null, 1)}\n`)
  return `// Written by site/cli/county.ts from content/. Edit the content instead.\nimport type { ${names.join(', ')} } from '${from}'\n${lines.join('')}`
}

/** Writes what differs. Returns the names written. */
export const writeModules = (root: string, modules: readonly Module[]): string[] =>
  modules.filter((module) => writeIfOther(join(root, FOLDER, `${module.name}.ts`), textOf(module))).map(({ name }) => name)
