/** How the console speaks of files. No DOM: the commands say the same. */
import { evidenceWords } from '#contract/county/evidence.ts'
import { WHATS, type What } from '#contract/evidence.ts'
import type { EvidenceWords } from '../../crypto/words.ts'
import type { EvidenceProblem } from '../../evidence/read.ts'

export const PROBLEMS: Readonly<Record<EvidenceProblem | 'missing', string>> = {
  'no-key': '本单位没有它的钥匙。', unopenable: '打不开：钥匙不对，或内容坏了。', misplaced: '打开了，但它是别处的，不能当真。', 'bad-key': '打不开：钥匙不对。',
  'too-long': '打不开：太大。', 'no-holder': '打不开：公钥册里没有这个单位。', revoked: '打不开：公钥册已作废。', unvouched: '打不开：没有可信的授权。', avoided: '打不开：这个单位要回避。',
  unlisted: '清单和文件对不上：有一样不见了。', altered: '和签过名的清单不一样，被换过或改过。', missing: '有一块不见了。',
}

/** What a file is said to be, before it is opened. */
export type Family = 'picture' | 'film' | 'sound' | 'pdf' | 'paper' | 'archive' | 'other'
export const FAMILY_NAMES: Record<Family, string> = { picture: '照片', film: '录像', sound: '录音', pdf: 'PDF 文件', paper: '文档', archive: '压缩包', other: '文件' }

const ENDINGS: readonly (readonly [Family, RegExp])[] = [
  ['picture', /^(?:jpe?g|jfif|png|webp|gif|hei[cf]|avif|bmp|tiff?)$/], ['film', /^(?:mp4|m4v|mov|webm|mkv|3gp|avi)$/], ['sound', /^(?:mp3|m4a|wav|ogg|oga|opus|aac|flac|amr)$/],
  ['pdf', /^pdf$/], ['paper', /^(?:docx?|docm|xlsx?|xlsm|pptx?|od[tsp]|txt|csv|wps|et|dps|rtf|ofd)$/], ['archive', /^(?:zip|rar|7z|tar|gz)$/],
]

export function familyOf({ name, type }: Pick<EvidenceWords, 'name' | 'type'>): Family {
  const [kind] = type.split('/')
  if (kind === 'image') return 'picture'
  if (kind === 'video') return 'film'
  if (kind === 'audio') return 'sound'
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return ENDINGS.find(([, endings]) => endings.test(ending))?.[0] ?? 'other'
}

const isWhat = (word: string): word is What => (WHATS as readonly string[]).includes(word)

interface Sent extends Pick<EvidenceWords, 'cleaned' | 'covered' | 'original' | 'copyOf'> {
  /** Whether it is the reporter's, not a unit's. */
  readonly own: boolean
}

/** What the sender's device took out, and what the sender covered, as it was told there; of a redacted copy how a member made it. Null where nobody looked. */
export function sayCleaned({ cleaned, covered = 0, original = false, copyOf, own }: Sent): string | null {
  if (copyOf !== undefined) return covered > 0 ? `脱敏件，遮住了${covered}处` : '脱敏件，在别处做好的'
  const [who, sent, tells] = own ? ['举报人', '寄来', '可能写着他是谁'] as const : ['单位', '发出', '可能写着经手人是谁'] as const
  if (original) return `${who}另外${sent}的原样，没有清理，${tells}`
  const kinds = [...new Set((cleaned ?? []).map((word) => evidenceWords.what[isWhat(word) ? word : 'other']))]
  const taken = cleaned === undefined ? null : kinds.length === 0 ? evidenceWords.nothing : `${kinds.join('、')}，${sent}以前已经去掉`
  const hidden = covered > 0 ? `${who}遮住了${covered}处` : null
  return [taken, hidden].filter((words) => words !== null).join('；') || null
}

/** Of a file that nobody cleaned. */
export const sayUncleaned = (own: boolean): string => `${own ? '寄来' : '发出'}的时候没有清理，里面可能写着拍摄的地点、设备、作者`

/** A digest to be read aloud: 64 letters and figures in groups of four. */
export const grouped = (hex: string): string => hex.match(/.{1,4}/g)?.join(' ') ?? ''
