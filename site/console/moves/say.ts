/** What is said after a move. No DOM. */
import type { StaffReport } from '#contract/staff-report.ts'
import type { Move } from '#contract/rules/moves.ts'
import { stateName, unitName } from '../words.ts'

export function doneWords(move: Move, report: StaffReport): string {
  const lead = report.lead === null ? '受理台' : unitName(report.lead)
  const asked = report.kind === 'question'
  const words: Record<Move, string> = {
    accept: `受理了，交给${lead}。`,
    refuse: asked ? '记下了，来问的人能看到理由。' : '不予受理，举报人能看到理由。',
    refer: asked ? '告诉他了，来问的人能看到去处。' : '转出去了，举报人能看到去处。',
    assign: `改好了，由${lead}牵头。`,
    'hand-on': '转给他们了，他们的列表里已经有这件。',
    return: '退回受理台了。',
    begin: '今天起核查。',
    reply: `写好了，${asked ? '来问的人' : '举报人'}凭查询码能看到。`,
    note: `记下了，${asked ? '来问的人' : '举报人'}看不到。`,
    find: `结论记下了：${stateName(report.state)}。`,
    extend: report.extension === 'granted' ? '批准了，期限延长30天。' : '申请提了，等审批人批准。',
    rectify: '记下了，今天起督促整改。',
    inspect: '验收记下了，等受理台销号。',
    clear: '销号了，可以办结。',
    close: '办结了。',
    redact: '脱敏件做好了，可以只转这一份。',
    'take-out': '收回了。以后写的它打不开。',
    renew: '往来的钥匙换好了。',
    decline: '记下了，牵头单位还按原来的日子办。',
    escalate: '交给县政府了，由它牵头。',
    'name-review': `指定了，由${report.reviewBy === null ? '受理台' : unitName(report.reviewBy)}复查。`,
    'decide-review': `复查决定送出了：${stateName(report.state)}。`,
    merge: '并案了，以那一件为准。',
    unmerge: '分开了，从原来那一步接着办。',
    relay: '转告了，举报人能看到结论。',
    publish: '公开了，在“常见问题”里。那里看不出是从哪件来的。',
  }
  return words[move]
}
