import * as z from 'zod/mini'
import { awaitsVoice, mayAnswerReversal } from '#contract/rules/award.ts'
import { awaitsKeeper } from '#contract/rules/custody.ts'
import { mayClaim } from '#contract/rules/proxy.ts'
import { Route } from '#contract/report.ts'
import { CustodyKind, LookReason } from '#contract/states.ts'
import { AwardStanding } from '#contract/award.ts'
import { CustodyStanding } from '#contract/custody.ts'
import { MOST_WAITING } from '#contract/waiting.ts'
import { GROUP_LEAD } from '../custody/store.ts'
import type { Member } from '../staff/store.ts'

/** A query, and how many of its rows wait for this member: who may act is the rules' to say, the same that the buttons and the operations read. */
export interface Counting {
  readonly select: D1PreparedStatement
  readonly count: (rows: unknown[]) => number
}

const text = z.nullable(z.string())

/** Rows that a rule lets this member act on. */
const counting = <Row>(select: D1PreparedStatement, row: z.ZodMiniType<Row>, waits: (row: Row) => boolean): Counting => ({
  select,
  count: (rows) => Math.min(MOST_WAITING, z.array(row).parse(rows).filter(waits).length),
})

const CustodyRow = z.object({ n: z.int(), kind: CustodyKind, reason: z.nullable(LookReason), asked_by: z.string(), until: z.string(), standing: CustodyStanding, lead: text })

/** Out of what is open, which lapses within a month: what is done costs nothing. */
export function countCustody(db: D1Database, who: Member, today: string): Counting {
  const select = db
    .prepare(
      `SELECT c.n, c.kind, c.reason, c.asked_by, c.until, c.standing, ${GROUP_LEAD} AS lead FROM custody c INDEXED BY custody_open CROSS JOIN report r ON r.id = c.report_id
       WHERE c.standing IN ('asked','consented') AND c.until >= ?1 ORDER BY c.until, c.report_id, c.n LIMIT ?2`,
    )
    .bind(today, 4 * MOST_WAITING)
  return counting(select, CustodyRow, ({ asked_by: askedBy, lead, ...request }) => awaitsKeeper({ ...request, askedBy }, lead, who, today))
}

const parsed = <S extends z.ZodMiniType>(schema: S) => z.pipe(z.string(), z.transform((json): z.output<S> => schema.parse(JSON.parse(json))))
const words = parsed(z.array(z.string()))
const ProposalRow = z.object({
  standing: AwardStanding, proposed_by: text, approved_by: text, filed_by: text, avoid: words, also_avoid: words, category: text, route: parsed(Route), finder: text,
})

/** Proposals in reports that the approver's unit holds. `finder`: who gave the last result, as `resultOf` has it; an event that was made unreadable gave none. */
export function countProposals(db: D1Database, who: Member): Counting {
  const select = db
    .prepare(
      `SELECT a.standing, a.proposed_by, a.approved_by, r.filed_by, r.avoid, r.also_avoid, r.category, r.route,
         (SELECT coalesce(json_extract(e.detail, '$.finder.member'), e.member) FROM event e
          WHERE e.report_id = r.id AND json_valid(e.detail) AND json_extract(e.detail, '$.result') IS NOT NULL ORDER BY e.seq DESC LIMIT 1) AS finder
       FROM award a INDEXED BY award_by_standing CROSS JOIN report r ON r.id = a.report_id
         CROSS JOIN part p ON p.report_id = r.id AND p.unit = ?1 AND p.standing = 'holding' AND p.copy IS NOT 'redacted'
       WHERE a.standing = 'proposed' ORDER BY a.place LIMIT ?2`,
    )
    .bind(who.unit, 2 * MOST_WAITING)
  return counting(select, ProposalRow, (row) => awaitsVoice({ standing: row.standing, proposedBy: row.proposed_by, approvedBy: row.approved_by }, {
    finder: row.finder, filedBy: row.filed_by, avoid: [...row.avoid, ...row.also_avoid], category: row.category, escalated: row.route.escalated,
  }, who))
}

const ReversalRow = z.object({ reversal_by: text, by_member: z.string(), second_by: text })

/** Payments that a cashier asks to take back. */
export function countReversals(db: D1Database, who: Member): Counting {
  const select = db
    .prepare(
      `SELECT a.reversal_by, l.by_member, l.second_by FROM award a INDEXED BY award_reversal CROSS JOIN ledger l ON l.award_id = a.id AND l.kind = 'paid' AND l.issue = a.issue
       WHERE a.reversal IS NOT NULL ORDER BY a.place LIMIT ?1`,
    )
    .bind(2 * MOST_WAITING)
  return counting(select, ReversalRow, (row) => mayAnswerReversal({ askedBy: row.reversal_by, by: row.by_member, secondBy: row.second_by }, who.name))
}

/** Payees to compare with an identity: claims by transfer for which no look is asked or agreed to yet. */
export function countPayees(db: D1Database): Counting {
  const select = db
    .prepare(
      `SELECT t.id FROM transfer t INDEXED BY transfer_asked WHERE t.standing = 'asked'
         AND NOT EXISTS (SELECT 1 FROM custody c WHERE c.report_id = t.report_id AND c.reason = 'transfer-payee' AND c.standing IN ('asked','consented')) ORDER BY t.day, t.id LIMIT ?1`,
    )
    .bind(MOST_WAITING)
  return counting(select, z.object({ id: z.string() }), () => true)
}

const TransferRow = z.object({ first_cashier: text, filed_by: text })

/** Transfers whose payee is confirmed, for whoever may book them: not the same cashier twice, nor who filed for the reporter. */
export function countTransfers(db: D1Database, who: Member): Counting {
  const select = db
    .prepare(
      `SELECT a.first_cashier, r.filed_by FROM transfer t INDEXED BY transfer_confirmed CROSS JOIN award a ON a.id = t.award_id CROSS JOIN report r ON r.id = t.report_id
       WHERE t.standing = 'confirmed' ORDER BY t.confirmed_day, t.id LIMIT ?1`,
    )
    .bind(2 * MOST_WAITING)
  return counting(select, TransferRow, (row) => row.first_cashier !== who.name && mayClaim({ filedBy: row.filed_by }, who.name))
}

const VoucherRow = z.object({ first_cashier: z.string(), filed_by: text })

/** Where two cashiers pay: vouchers that the first has confirmed, while they are good. */
export function countVouchers(db: D1Database, who: Member, today: string): Counting {
  const select = db
    .prepare(
      `SELECT a.first_cashier, r.filed_by FROM award a INDEXED BY award_confirmed CROSS JOIN report r ON r.id = a.report_id
       WHERE a.standing = 'claimed' AND a.first_cashier IS NOT NULL AND a.voucher_until >= ?1 ORDER BY a.voucher_until LIMIT ?2`,
    )
    .bind(today, 2 * MOST_WAITING)
  return counting(select, VoucherRow, (row) => row.first_cashier !== who.name && mayClaim({ filedBy: row.filed_by }, who.name))
}
