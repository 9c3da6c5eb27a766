/** A county's first administrator: there is nobody yet to invite them, so the invitation is one row of SQL, run by whoever holds the database. */
import { toBase64Url } from '#contract/bytes.ts'
import { hashOf, randomBytes } from '../../crypto/derive.ts'

/** `name` is a member name (a–z, 0–9, hyphen), `day` ISO. An administrator who has enrolled already is left alone. The code is good for seven days. */
export async function inviteFirstAdministrator(name: string, day: string): Promise<{ enrolment: string; sql: string }> {
  if (!/^[a-z][a-z0-9-]{1,31}$/.test(name)) throw new RangeError('a member name is a–z, 0–9 and hyphens')
  const bytes = randomBytes(32)
  const sql = `INSERT INTO member (name, display_name, unit, roles, standing, enrolment_hash, invited_day)
     VALUES ('${name}', '管理员', NULL, '["administrator"]', 'invited', '${await hashOf(bytes)}', '${day}')
     ON CONFLICT (name) DO UPDATE SET enrolment_hash = excluded.enrolment_hash, invited_day = excluded.invited_day WHERE standing = 'invited'`
  return { enrolment: toBase64Url(bytes), sql: sql.replaceAll(/\s+/g, ' ') }
}
