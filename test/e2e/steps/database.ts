/** Somebody with a hand in the portal's own database, or a clock that has gone on: what no page can bring about. */
import { execFileSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { HOME } from './place.ts'

const TRIES = 200

type Change = readonly [sql: string, ...values: (string | number)[]]

/**
 * Statements, each with its values, in one transaction. The local runtime waits for no lock: whatever it wrote meanwhile would be a fault to
 * somebody in another story. So it stands still for these milliseconds; if it holds the lock itself, it goes on for a while first.
 */
export function changeDatabase(...changes: readonly Change[]): void {
  const open = openDatabase()
  try {
    open.exec('PRAGMA busy_timeout = 0; PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 0')
    for (let tried = 1; !inStandstill(() => change(open, changes)); tried += 1) {
      if (tried === TRIES) throw new Error('the database is locked for good')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25)
    }
  } finally {
    // A statement that failed leaves no lock to the other stories.
    open.close()
  }
}

/** The same of events, which are never rewritten otherwise. */
export function changeEvents(...changes: readonly Change[]): void {
  const trigger = readDatabase(`SELECT sql FROM sqlite_master WHERE name = 'event_no_update'`) ?? ''
  changeDatabase(['DROP TRIGGER event_no_update'], ...changes, [trigger])
}

/** False where somebody else holds the lock. */
function change(open: DatabaseSync, changes: readonly Change[]): boolean {
  try {
    open.exec('BEGIN IMMEDIATE')
  } catch {
    return false
  }
  for (const [sql, ...values] of changes) open.prepare(sql).run(...values)
  open.exec('COMMIT')
  return true
}

function inStandstill(work: () => boolean): boolean {
  const runtimes = runtimesOf(Number(process.env['ANSHAO_PORTAL_PROCESS']))
  try {
    for (const one of runtimes) process.kill(one, 'SIGSTOP')
    return work()
  } finally {
    for (const one of runtimes) process.kill(one, 'SIGCONT')
  }
}

/** The runtimes that this process started, directly or over others. */
function runtimesOf(ancestor: number): number[] {
  const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,comm='], { encoding: 'utf8' }).trim().split('\n').map((line) => line.trim().split(/\s+/))
  const family = new Set([ancestor])
  for (let size = 0; size < family.size;) {
    size = family.size
    for (const [pid, parent] of all) if (family.has(Number(parent))) family.add(Number(pid))
  }
  const found = all.filter(([pid, , ...name]) => family.has(Number(pid)) && name.join(' ').includes('workerd')).map(([pid]) => Number(pid))
  if (found.length === 0) throw new Error('the portal has no runtime')
  return found
}

/** The first row's first value; null without one. */
export function readDatabase(sql: string, ...values: readonly string[]): string | null {
  const open = openDatabase()
  const row = open.prepare(sql).get(...values)
  open.close()
  return row === undefined ? null : String(Object.values(row)[0])
}

function openDatabase(): DatabaseSync {
  const [file] = globSync(`${HOME}/state/v3/d1/**/*.sqlite`).filter((path) => !path.includes('metadata'))
  return new DatabaseSync(file ?? '')
}
