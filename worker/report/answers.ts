/** What the Worker says when it refuses a step: the button's own sentence (content/form/moves.yaml) where a button would say it, and what no button can know of. */
import type { ErrorCode } from '#contract/errors.ts'
import { moveWords } from '#contract/county/moves.ts'
import type { WhyNot } from '#contract/rules/standing.ts'
import { MAX_EVIDENCE_BYTES, MAX_FILES } from '#contract/rules/part-size.ts'
import type { Answers } from '../http/serve.ts'
import type { AttachRefusal } from '../evidence/decide.ts'
import type { HolderRefusal } from './holders.ts'
import type { ActRefusal } from './move.ts'

/** `personal`: what another member may do, or another unit; everything else is not the time for it. */
export function answersOf<W extends string>(whyNot: Readonly<Record<W, string>>, personal: readonly W[]): Answers<W> {
  const all = Object.entries<string>(whyNot).map(([why, sentence]): [string, [ErrorCode, string]] => [why, [personal.includes(why as W) ? 'forbidden' : 'conflict', sentence]])
  return Object.fromEntries(all) as Answers<W>
}

/** Of whatever brings sealed words, or grants for units, to a report. */
export const BROUGHT: Answers<HolderRefusal | 'not-found' | 'stale' | 'wrong-compartment' | 'moved-body'> = {
  'not-found': ['not_found', '没有这件举报，或不在你单位手里。'],
  stale: ['conflict', '刚刚有人动过这件。请刷新后看清再办，你写的还在。'],
  'unknown-unit': ['invalid', '单位不对：没有这个单位、它不办举报，或写了两次。'],
  'avoided-unit': ['forbidden', '举报人要求这个单位回避，不能给它。'],
  'concerned-unit': ['forbidden', '涉及死亡或瞒报，不能交给主管部门或乡镇。'],
  'already-holds': ['conflict', '这个单位手里已经有这件。'],
  'missing-grant': ['invalid', '少了要收到这件的单位的授权。'],
  'unwanted-grant': ['invalid', '授权给了不该收到这件的单位，或给了两次。'],
  'wrong-compartment': ['invalid', '封存的位置不对。'],
  'moved-body': ['conflict', '这份封存内容已经存过，没有再收。'],
}

/** What one side may bring. */
const MOST = `${MAX_FILES}个、一共${MAX_EVIDENCE_BYTES / 1_000_000}MB`

/** Of files that a report names. */
export const ATTACH: Answers<AttachRefusal> = {
  'unknown-upload': ['conflict', '有一个附件放得太久，已经删掉。请重新选它再送；写好的都还在。'],
  'foreign-upload': ['forbidden', '有一个附件不是从这里传的，没有收下。请重新选它再送。'],
  'used-upload': ['conflict', '有一个附件已经附在别处，没有收下。请重新选它再送。'],
  'incomplete-upload': ['conflict', '有一个附件还没有传完。等它传完再送。'],
  'other-parts': ['conflict', '有一个附件和传上来的对不上。请重新选它再送。'],
  'too-much': ['too_large', `附件太多：一件举报最多${MOST}。`],
  'too-much-added': ['too_large', `附件太多：连先前的在内，你最多能送${MOST}。`],
  'too-much-sent': ['too_large', `附件太多：连先前的在内，各单位发给举报人的最多${MOST}。`],
  'too-many-copies': ['too_large', `脱敏件太多：一个附件的脱敏件，连先前的在内最多${MOST}。`],
}

const PERSONAL: readonly WhyNot[] = ['desk-only', 'lead-only', 'holders-only', 'approver-only', 'own-request', 'copy-only', 'reviewer-only', 'own-finding', 'found-before', 'led-before', 'conflicted-unit', 'own-conflict', 'desk-inspects', 'other-inspects', 'own-inspection']

export const MOVE: Answers<ActRefusal> = {
  ...answersOf(moveWords.whyNot, PERSONAL),
  ...BROUGHT,
  ...ATTACH,
  'wrong-reason': ['invalid', '这个理由不是给这一种用的。'],
  'unfit-reason': ['invalid', '办结的理由和核查结论对不上。照结论选一个。'],
  'unknown-category': ['invalid', '没有这个行业类别。'],
  'unknown-file': ['invalid', '没有这个附件，或没有单位拿原件。'],
  'copy-of-copy': ['invalid', '脱敏件要照原来的那个附件做。'],
  'no-copy': ['conflict', '还没有脱敏件，先做一份。'],
  'ended-unit': ['forbidden', '这个单位已经收回或退回过这件，要再给它，请受理台来定。'],
  'not-holding': ['conflict', '这个单位手里没有这件。'],
  'must-stay': ['forbidden', '受理台不能收回；有死亡或瞒报的，也不能从县政府收回。'],
  'renewal-due': ['conflict', '刚有单位退出，等受理台打开这件、换过钥匙再写。'],
  'missing-renewal': ['invalid', '有单位要退出，少了新的往来钥匙。'],
  'unwanted-renewal': ['invalid', '没有单位退出，不该换往来的钥匙。'],
  'no-other': ['conflict', '没有要并到的那一件，或不在你单位手里。'],
  'not-earlier': ['conflict', '只能并到更早的一件。'],
  'other-merged': ['conflict', '那一件自己并到了别的件，请并到最早的那一件。'],
  'other-ended': ['conflict', '那一件已经有了结果，不能再并。'],
  'other-escalated': ['forbidden', '涉及死亡或瞒报的，不能并到没有交县政府的一件里。'],
  'barred-holder': ['forbidden', '有单位拿着其中一件、却不该拿另一件。先收回，再并案。'],
  'merged-holder': ['conflict', '要退出的单位还拿着并案的另一件。先从那一件收回，再交县政府。'],
  'same-unit': ['invalid', '复查要交给别的单位，不能是下过结论的或者牵头的。'],
  'same-result': ['invalid', '新的结论和原来的一样，应当选维持。'],
  'missing-result': ['invalid', '改了结论的要写明新的结论，没有改的不写。'],
}
