/** Limits that the form tells in the same number the Worker refuses at. */
export const MAX_BODY_CHARACTERS = 2000
export const MAX_PLACE_CHARACTERS = 200
export const MAX_SUBJECT_CHARACTERS = 100
export const MAX_MESSAGE_CHARACTERS = 1000
/** Of a published answer: short enough that a hundred of them are a page. */
export const MAX_PUBLIC_QUESTION_CHARACTERS = 100
export const MAX_PUBLIC_ANSWER_CHARACTERS = 600

/** Characters of base64url of a sealed body. 2,000 code points are at most 8,000 bytes; padding and the age header come on top. */
export const MAX_SEALED_CHARACTERS = 60_000
/** Characters of base64url of one grant: about 1,700 bytes of hybrid header and 1 or 2 KiB of padded text, 4 or 8 KiB where a report has many files. */
export const MAX_GRANT_CHARACTERS = 14_000
/** Of a unit's box: up to 16 KiB of padded text, which hold the keys of some 350 rotations. */
export const MAX_UNIT_BOX_CHARACTERS = 26_000

/** The largest request bodies, in bytes. */
export const MAX_FILING_BYTES = 512 * 1024
export const MAX_REQUEST_BYTES = 512 * 1024
export const MAX_SMALL_BYTES = 16 * 1024
export const MAX_KEY_BYTES = 48 * 1024
export const MAX_ROTATION_BYTES = 2 * 1024 * 1024

export const PAGE_SIZE = 50
/** References of announced rewards, of which a page has nothing but its nine characters. */
export const ANNOUNCED_A_PAGE = 200
