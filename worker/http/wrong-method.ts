import type { Hono } from 'hono'
import { OPERATIONS } from '#contract/operations.ts'
import type { App } from './context.ts'
import { refuseWith } from './refuse.ts'

/** A path of the contract asked by another method: says which would do. Mount after every operation. */
export function refuseOtherMethods(app: Hono<App>): void {
  for (const path of new Set(OPERATIONS.map((operation) => operation.path))) {
    const allowed = OPERATIONS.filter((operation) => operation.path === path).map((operation) => operation.method).join(', ')
    app.all(path, (c) => {
      c.header('Allow', allowed)
      return refuseWith(c, 'wrong_method', '这个地址不能用这种方法。')
    })
  }
}
