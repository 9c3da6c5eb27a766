/** An operator who knows the reporter's name claims in their place; said as what ought to hold (README, threat model 25). */
import { describe, expect, it } from 'vitest'
import { payeeMark } from '#contract/rules/transfer.ts'
import { confirmPayee } from '../../site/console/custody/payee-act.ts'
import * as custody from '../../site/console/custody/act.ts'
import { allTransfers } from '../../site/console/window/transfer-act.ts'
import { holderKeys } from '../../site/crypto/keyring.ts'
import { verifyKeyOf } from '../../site/crypto/sign.ts'
import { sealPayout } from '../../site/payout/sealed.ts'
import { must } from '../support/api.ts'
import { crew } from '../support/award.ts'
import { rows, run } from '../support/database.ts'
import { signedIn } from '../support/members.ts'
import { asked, IDENTITY, namedWaiting } from '../support/transfer.ts'

const [first, second] = await Promise.all([signedIn('custodian01'), signedIn('custodian02')])
const people = { ...(await crew()), first, second }

describe('a payee that the server made up under the reporter’s name', () => {
  it('is not one that the custodian’s browser takes for the reporter’s: it is not signed with the code that signed the identity', async () => {
    const told = await namedWaiting(people)
    const transfer = (await asked(told)).award?.transfer?.transfer ?? ''
    const { keyring } = people.cashier.session.tools
    const seed = new Uint8Array(32).fill(9)
    const key = verifyKeyOf(seed)
    const salt = 'A'.repeat(43)
    const mark = await payeeMark(transfer, { salt, name: IDENTITY.name })
    const [payee, payout] = await Promise.all([
      sealPayout(holderKeys(keyring, 'custodian').recipient, { transfer, holder: 'custodian' }, { name: IDENTITY.name, salt, key }, seed),
      sealPayout(holderKeys(keyring, 'cashier').recipient, { transfer, holder: 'cashier' }, { name: IDENTITY.name, salt, bank: '别处的银行', account: '622848001234567890' }, seed),
    ])
    // A server has no triggers but its own.
    for (const { name } of await rows<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('transfer', 'payout', 'report', 'reporter_key') AND sql LIKE '%BEFORE%'")) await run(`DROP TRIGGER ${name}`)
    await run('UPDATE transfer SET mark = ?2, verify_key = ?3 WHERE id = ?1', transfer, mark, key)
    await run("UPDATE payout SET sealed = CASE holder WHEN 'custodian' THEN ?2 ELSE ?3 END WHERE transfer_id = ?1", transfer, payee, payout)
    // What the server tells the custodian of keys: the true one with the identity, its own with the payee.
    await run('INSERT INTO reporter_key (report_id, seq, recipient, verify_key) SELECT id, 1, recipient, verify_key FROM report WHERE reference = ?1', told.reference)
    await run('UPDATE report SET verify_key = ?2 WHERE reference = ?1', told.reference, key)

    const n = must(await custody.askLook(first.session, told.reference, 'transfer-payee')).view.requests.at(-1)?.n ?? 0
    must(await custody.consent(second.session, told.reference, n))
    const seen = must(await custody.look(first.session, told.reference, n))
    const answer = seen.payee === null ? null : await confirmPayee(first.session, told.reference, seen.payee)
    const shown = must(await allTransfers(people.cashier.session, 'waiting')).find(({ view }) => view.transfer === transfer)
    expect({ identity: seen.signature, payee: seen.payee?.name ?? null, confirmed: answer?.ok ?? false, doubt: shown?.doubt, account: shown?.words?.account })
      .toEqual({ identity: 'good', payee: null, confirmed: false, doubt: undefined, account: undefined })
  })
})
