import type { CustodyWhyNot } from '#contract/rules/custody.ts'
import type { Answers } from '../http/serve.ts'

/** Why somebody may not go on with what the custodian was asked, in words. */
export const CUSTODY_WHY: Answers<CustodyWhyNot> = {
  'custodian-only': ['forbidden', '这一步由身份保管员做。'],
  'second-only': ['forbidden', '第二个人要是另一位身份保管员，或者督办员。'],
  'own-request': ['forbidden', '自己申请的不能自己同意，请另一位来。'],
  leads: ['forbidden', '你的单位正牵头办这件，要换一位不办它的人同意。'],
  'desk-only': ['forbidden', '换查询码由受理台的人同意。'],
  'not-yours': ['forbidden', '同意的是申请人看一次，不是你。要看，自己另外申请。'],
  'not-open': ['conflict', '这一条已经有了结果，或者用过了。刷新后再看。'],
  'too-late': ['conflict', '这一条过期了，要重新申请。'],
  'already-asked': ['conflict', '你已经申请过，还没有用完。'],
  'not-looked': ['conflict', '要先按这个理由申请、经第二个人同意、看过身份，才能做这一步。'],
}
