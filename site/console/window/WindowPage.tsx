import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { paying } from '#contract/county/paying.ts'
import type { Payment } from '#contract/voucher.ts'
import { LedgerSection } from './LedgerSection.tsx'
import { PaymentSlip } from './PaymentSlip.tsx'
import { TransferDesk } from './TransferDesk.tsx'
import { VoucherDesk } from './VoucherDesk.tsx'

/** 兑付: a voucher, what it is worth, the paper of its payment, and the money's ledger. Nothing of any report. */
export function WindowPage(): JSX.Element {
  const [slip, setSlip] = useState<Payment | null>(null)
  const [paid, setPaid] = useState(0)
  const show = (payment: Payment) => {
    setSlip(payment)
    scrollTo(0, 0)
  }
  return (
    <div class="money">
      <VoucherDesk onStart={() => setSlip(null)} onPaid={(payment) => {
        setSlip(payment)
        setPaid(paid + 1)
      }} />
      {slip !== null && <PaymentSlip payment={slip} onClose={() => setSlip(null)} />}
      {paying.ways.includes('transfer') && <TransferDesk onPaid={(payment) => {
        show(payment)
        setPaid(paid + 1)
      }} />}
      <LedgerSection fresh={paid} onSlip={show} />
    </div>
  )
}
