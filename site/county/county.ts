import * as z from 'zod/mini'
import {
  CalendarYear, Category, CategoryGroup, DeadlineRule, FlagText, Hotline, OutsideOffice, Phone, Policy, Profile, Recourse, Unit, Violation,
} from '#contract/county-schema.ts'
import { Contest } from '#contract/contest.ts'
import { ClaimWords } from '#contract/claim-schema.ts'
import { TrackFilesWords } from '#contract/track-files-schema.ts'
import { EvidenceWords } from '#contract/evidence-schema.ts'
import { FormWords, TrackWords } from '#contract/filing-schema.ts'
import { EventWords, MemberWords, MessageWords, MoveWords, ReasonWords, RouteWords, StatusWords } from '#contract/form-schema.ts'
import { Letters } from '#contract/letter-schema.ts'
import { PlainWords } from '#contract/plain-schema.ts'
import { EmergencyWords, PageWords, SmallWords, type Language } from '#contract/language-schema.ts'
import { ProxyWords } from '#contract/proxy-schema.ts'
import { QuestionWords } from '#contract/question-schema.ts'
import { Keyring } from '#contract/public.ts'
import { RewardFile } from '#contract/reward.ts'
import { languageIn, readLanguages, type Tongue } from './languages.ts'
import { listFiles, readChecked } from './read.ts'
import { wrong } from './wrong.ts'

export const COUNTY = 'content/county'
export const FORM = 'content/form'

const Categories = z.strictObject({ groups: z.array(CategoryGroup), categories: z.array(Category) })
const Violations = z.strictObject({ violations: z.array(Violation), flags: z.array(FlagText) })

/** The files of content/county, each with its schema. */
const COUNTY_FILES = {
  profile: Profile,
  units: z.array(Unit),
  categories: Categories,
  violations: Violations,
  destinations: z.array(OutsideOffice),
  recourses: z.array(Recourse),
  deadlines: z.array(DeadlineRule),
  hotlines: z.array(Hotline),
  phones: z.array(Phone),
  policy: Policy,
  contest: Contest,
  'reward-rules': RewardFile,
  letters: Letters,
}

/** The files of content/form. A file `<name>.<language>.yaml` beside one of them has the same keys (languages.ts). */
const FORM_FILES = {
  status: StatusWords,
  events: EventWords,
  reasons: ReasonWords,
  moves: MoveWords,
  member: MemberWords,
  route: RouteWords,
  report: FormWords,
  track: TrackWords,
  claim: ClaimWords,
  'track-files': TrackFilesWords,
  evidence: EvidenceWords,
  messages: MessageWords,
  question: QuestionWords,
  plain: PlainWords,
  small: SmallWords,
  page: PageWords,
  emergency: EmergencyWords,
  proxy: ProxyWords,
}
export type FormFile = keyof typeof FORM_FILES

type Outputs<T extends Record<string, z.ZodMiniType>> = { [K in keyof T]: z.output<T[K]> }
export type Words = Outputs<typeof FORM_FILES>

/** Everything in content/county and content/form, each file checked by itself. */
export interface County extends Outputs<typeof COUNTY_FILES> {
  calendars: CalendarYear[]
  keyring: Keyring
  /** In Chinese. */
  words: Words
  /** All of them, Chinese first. */
  languages: Language[]
  /** The further ones, with what they call things. */
  tongues: Tongue[]
}

export function readCounty(root: string): County {
  refuseStrangers(root, COUNTY, [...Object.keys(COUNTY_FILES).map((name) => `${name}.yaml`), 'keyring.json'])
  const read = <K extends keyof typeof COUNTY_FILES>(name: K) =>
    readChecked(root, `${COUNTY}/${name}.yaml`, COUNTY_FILES[name]) as z.output<(typeof COUNTY_FILES)[K]>
  return {
    profile: read('profile'),
    units: read('units'),
    categories: read('categories'),
    violations: read('violations'),
    destinations: read('destinations'),
    recourses: read('recourses'),
    deadlines: read('deadlines'),
    hotlines: read('hotlines'),
    phones: read('phones'),
    policy: read('policy'),
    contest: read('contest'),
    'reward-rules': read('reward-rules'),
    letters: read('letters'),
    calendars: readCalendars(root),
    keyring: readChecked(root, `${COUNTY}/keyring.json`, Keyring),
    words: readWords(root),
    ...readLanguages(root),
  }
}

function readCalendars(root: string): CalendarYear[] {
  return listFiles(root, `${COUNTY}/calendars`).map((name) => {
    const file = `${COUNTY}/calendars/${name}`
    if (!/^\d{4}\.yaml$/.test(name)) wrong(file, '文件名不是年份', '改成像 2026.yaml 这样')
    const calendar = readChecked(root, file, CalendarYear)
    if (name !== `${calendar.year}.yaml`) wrong(file, `year 写了“${calendar.year}”，和文件名不一样`, '把 year 或者文件名改对')
    return calendar
  })
}

function readWords(root: string): Words {
  const files = listFiles(root, FORM)
  const missing = Object.keys(FORM_FILES).find((name) => !files.includes(`${name}.yaml`))
  if (missing !== undefined) wrong(`${FORM}/${missing}.yaml`, '没有这个文件', '从仓库里恢复它')
  for (const file of files) {
    const name = file.replace(/\.yaml$/, '')
    if (name !== 'languages' && languageIn(file) === null && !(name in FORM_FILES)) wrong(`${FORM}/${file}`, '不认识这个文件', '改名或者挪走')
  }
  return Object.fromEntries(Object.entries(FORM_FILES).map(([name, schema]) => [name, readChecked(root, `${FORM}/${name}.yaml`, schema)])) as Words
}

/** A file with a misspelt name would otherwise be passed over in silence. */
function refuseStrangers(root: string, folder: string, known: readonly string[]): void {
  const stranger = listFiles(root, folder).find((name) => !known.includes(name) && languageIn(name) === null)
  if (stranger !== undefined) wrong(`${folder}/${stranger}`, '不认识这个文件', '改名或者挪走')
}
