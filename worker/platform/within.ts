/** The mark of a call that the Worker makes to itself. A symbol: no request and no variable of a deployment can bring it. */
const WITHIN = Symbol('within')

/** The bindings with which the pages without scripts call the API. */
export const withinOf = <Bindings extends object>(env: Bindings): Bindings => ({ ...env, [WITHIN]: true })

/** Whether whoever calls with these bindings is the Worker itself. */
export const isWithin = (env: object): boolean => WITHIN in env
