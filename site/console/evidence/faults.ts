/** Why a file cannot be read, or its redacted copy did not go, as a member is told. No DOM: the commands say the same. */
import type { CleanCode } from '#contract/evidence.ts'
import { CleanFailure } from '../../evidence/clean/failure.ts'
import { PartFault } from './parts.ts'
import { PROBLEMS } from './words.ts'

/** To whoever has the file before them; whoever adds one is told what to do instead (content/form/evidence.yaml). */
export const UNREAD: Readonly<Record<CleanCode, string>> = { empty: '这个文件是空的。', damaged: '这个文件不完整，或者坏了。', 'too-much': '这个文件解开以后大得不正常，没有解开。', full: '这台电脑里放不下处理好的文件。腾出一点地方再试。' }

/** Any failure of reading a file, in words. `otherwise`: for what its reader trips over; without it, what is nobody's failure but ours goes on up. */
export function sayFault(fault: unknown, otherwise?: string): string {
  if (fault instanceof CleanFailure) return UNREAD[fault.code]
  if (!(fault instanceof PartFault)) {
    if (otherwise === undefined) throw fault
    return otherwise
  }
  if (fault.code === 'altered') return `第${fault.n}块${PROBLEMS.altered}`
  if (['unavailable', 'not_found'].includes(fault.code)) return `第${fault.n}块不见了。记下是哪一件，告诉管理员。`
  if (fault.code === 'broken') return '这台电脑没能打开它，可能是内存不够。关掉别的网页，刷新这一页再打开。'
  return '连不上，没有取到。网络好了再打开一次。'
}

const TROUBLE = '收附件的地方这会儿出了毛病，没有存。过几分钟再按一次，从停下的地方接着送。'
const LOST = '没有送完。网络好了再按一次，从断的地方接着送。'
const STALE = '传上去太久，已经删了。再按一次，重新送。'
/** The session is a cookie's: signed in on another page, this one goes on with all it has. Leading to the sign-in here would put away what was made. */
const ENDED = '登录过期了，没有送出。另开一页登录，再回到这里按一次：写的、选的、遮的都还在。'
const UNSENT: Readonly<Record<string, string>> = {
  cancelled: '停下了，没有存。', network: LOST, garbled: LOST, fault: TROUBLE, unavailable: TROUBLE, not_found: STALE, conflict: STALE,
  unauthenticated: ENDED, too_many: '这个钟头的附件收满了，过了整点再按一次。', unread: '这个文件读不到了：被移走，或者改过。重新选它。',
}

/** Why a redacted copy did not go, by the code of its sending (PickedOutcome), and what to do; of a file with an answer, only that the session ended. */
export const sayUnsent = (code: string): string => UNSENT[code] ?? '没有送成。再按一次。'
