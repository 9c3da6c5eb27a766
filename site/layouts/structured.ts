/** Descriptions of pages in schema.org's words. */
import { profile } from '#contract/county/profile.ts'
import { COLLECTIONS, type Listed } from '../learn/library.ts'

type Data = Readonly<Record<string, unknown>>

const publisher = { '@type': 'GovernmentOrganization', name: profile.office }

const TYPES = { knowledge: 'Article', law: 'Article', cases: 'Article', checklists: 'Article', drills: 'HowTo', quiz: 'Quiz' } as const

/** `address` gives a path's full address. */
export function describePiece(piece: Listed, address: (path: string) => string): Data {
  const { collection, title, summary, path, reviewed } = piece
  return {
    '@graph': [
      { '@type': TYPES[collection], name: title, headline: title, description: summary, dateModified: reviewed, inLanguage: 'zh-CN', isAccessibleForFree: true, url: address(path), publisher },
      {
        '@type': 'BreadcrumbList',
        itemListElement: [['/learn', '学安全'], [`/learn/${collection}`, COLLECTIONS[collection].title], [path, title]].map(([to = '', name], index) => ({ '@type': 'ListItem', position: index + 1, name, item: address(to) })),
      },
    ],
  }
}

/** Questions with their answers, in the order of the page. */
export const describeAnswers = (answers: readonly { question: string; answer: string }[]): Data => ({
  '@type': 'FAQPage',
  inLanguage: 'zh-CN',
  mainEntity: answers.map(({ question, answer }) => ({ '@type': 'Question', name: question, acceptedAnswer: { '@type': 'Answer', text: answer } })),
})

export const describeSite = (address: (path: string) => string): Data => ({ '@type': 'WebSite', name: profile.siteName, url: address('/'), inLanguage: 'zh-CN', publisher })
