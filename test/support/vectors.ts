import { readFileSync } from 'node:fs'

/** A file of test/vectors. Each says in `about` how it was made. */
export const readVectors = (name: string): unknown => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8'))
