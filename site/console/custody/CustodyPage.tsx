import type { JSX } from 'preact'
import { useConsole } from '../context.ts'
import { Keeper } from './Keeper.tsx'
import { Second } from './Second.tsx'

/** 实名保管: what the custodian does, or what waits for a second member's word. */
export function CustodyPage(): JSX.Element {
  return useConsole().session.me.roles.includes('custodian') ? <Keeper /> : <Second />
}
