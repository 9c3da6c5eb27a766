import * as z from 'zod/mini'

/** 128 random bits in base64url: reports and compartments. Never ordered by time. */
export const Id = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/))
export type Id = z.infer<typeof Id>

/** 公开编号: eight random digits, safe to say aloud; it opens nothing. */
export const Reference = z.string().check(z.regex(/^\d{4}-\d{4}$/))
export type Reference = z.infer<typeof Reference>

/** How a day is written: 2026-11-22. */
export const DAY = /^\d{4}-\d{2}-\d{2}$/

/** A day in the county's own time zone, ISO. The finest time that is kept with a report. */
export const Day = z.string().check(z.regex(DAY))
export type Day = z.infer<typeof Day>

/** 32 bytes in base64url without padding: digests, lookup keys, Ed25519 public keys. */
export const Bytes32 = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/))

/** 64 bytes in base64url without padding: an Ed25519 signature. */
export const Bytes64 = z.string().check(z.regex(/^[A-Za-z0-9_-]{86}$/))

export const UnitId = z.string().check(z.regex(/^[a-z][a-z-]{1,30}$/))
export type UnitId = z.infer<typeof UnitId>

export const MemberName = z.string().check(z.regex(/^[a-z][a-z0-9-]{1,31}$/))
