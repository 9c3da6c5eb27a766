const other = (from: string, of: string) =>
  `SELECT iif(json_valid(e.detail), json_extract(e.detail, '$.other'), NULL) FROM ${from} event e ON e.report_id = ${of} WHERE e.kind IN ('merged', 'joined')`

/**
 * All that were ever worked on as one with a report, directly or over another, and itself among them if there are any: the head of a query,
 * where `id` says which report. One that never was costs no more than its own history.
 */
export const matterOf = (id: string): string => `WITH RECURSIVE matter (id) AS (${other('(SELECT 1) CROSS JOIN', id)} UNION ${other('matter m CROSS JOIN', 'm.id')})`
