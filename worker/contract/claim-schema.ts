/** The shape of content/form/claim.yaml: what a reporter reads of a reward on the page they come back to. */
import * as z from 'zod/mini'

const text = z.string().check(z.minLength(1))

export const ClaimWords = z.strictObject({
  /** An amount, {n} in yuan. */
  amount: text,
  waiting: z.strictObject({ lead: text, due: text, last: text, extended: text, joint: text, how: text }),
  claimed: z.strictObject({ lead: text, until: text }),
  /** Claimed by transfer: the custodian confirms the payee; then the window pays. */
  confirming: z.strictObject({ lead: text, sentence: text, change: text }),
  transferring: z.strictObject({ lead: text, sentence: text }),
  paid: z.strictObject({ lead: text, sentence: text }),
  declined: z.strictObject({ lead: text, disagree: text }),
  lapsed: z.strictObject({ lead: text, sentence: text }),
  /** Why no voucher can be had now. */
  closed: z.strictObject({ 'too-late': text, 'anonymous-off': text, 'no-voucher': text, 'too-many': text }),
  /** Where both ways are offered; what an earlier transfer came to; the form. `collect`, `who`, `kept`, `free`: what PIPL wants told before it is asked. */
  transfer: z.strictObject({
    both: text, only: text, plain: text, declined: text, returned: text, reversed: text, open: text, again: text, title: text,
    consent: z.strictObject({ title: text, collect: text, who: text, kept: text, free: text, agree: text }),
    fields: z.strictObject({ name: text, 'name-hint': text, bank: text, 'bank-hint': text, account: text, 'account-hint': text }),
    errors: z.strictObject({ name: text, bank: text, account: text, agree: text, sealing: text }), 'check-digit': text, fits: text,
    send: text, sending: text, back: text,
  }),
  /** Heads the window's address and hours. */
  where: text,
  buttons: z.strictObject({ take: text, instead: text, again: text, renew: text, sure: text, really: text, keep: text }),
  working: text,
  /** `lost`: no answer came; the same press again is safe. */
  problems: z.strictObject({ lost: text, 'lost-transfer': text, 'not-taken': text, conflict: text, forbidden: text, 'too-many': text }),
  voucher: z.strictObject({ title: text, money: text, copy: text, copied: text, 'copy-failed': text, print: text, picture: text, hold: text, qr: text, hide: text }),
  safe: z.strictObject({ title: text, 'sees-title': text, sees: z.array(text), 'never-title': text, never: z.array(text), why: text, face: text, transfer: text }),
  proof: z.strictObject({ title: text, explain: text, county: text, reference: text, money: text, issue: text, nth: text, check: text, good: text, wrong: text, how: text, page: text, care: text, copy: text, copied: text, 'copy-failed': text }),
})
export type ClaimWords = z.infer<typeof ClaimWords>
