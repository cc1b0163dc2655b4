/** Every label exists in both languages, with the same placeholders, and every key in the code is a label. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import englishOfTheirs from 'ra-language-english'
import { describe, expect, test } from 'vitest'
import { en } from '../../admin/messages/en.ts'
import { id } from '../../admin/messages/id.ts'
import { indonesian } from '../../admin/messages/indonesian.ts'
import { resources, roles } from '../../server/core/access.ts'
import { levels } from '../../server/core/conditions/index.ts'
import { wants } from '../../server/core/expectation.ts'
import { feedFaults } from '../../server/core/feed.ts'
import { gridWords } from '../../server/core/grid.ts'
import { holidayKinds } from '../../server/core/holiday.ts'
import { actions, reasonCodes, states, steps } from '../../server/core/lifecycle.ts'
import { silences, webFailures } from '../../server/core/observation.ts'
import { executionEvents } from '../../server/core/request.ts'
import { standings } from '../../server/core/preview.ts'
import { importFormats } from '../../server/core/register.ts'
import { registerActions, toldActions } from '../../server/core/site-history.ts'
import { runbookItemIds } from '../../server/core/runbook.ts'
import { settingSections } from '../../server/core/settings.ts'
import { channels, deliveryStates, languages, noticeChoices, noticeKinds } from '../../server/core/notice.ts'
import { siteKinds, siteRoles } from '../../server/core/site.ts'
import { updateStatuses } from '../../server/core/update.ts'
import { severities, statuses, type Text } from '../../server/core/verdict.ts'

type Tree = { [key: string]: Tree | string | undefined }

const flat = (tree: Tree, at = ''): Record<string, string> =>
  Object.assign(
    {},
    ...Object.entries(tree).map(([key, value]) =>
      typeof value === 'object' ? flat(value, `${at}${key}.`) : { [`${at}${key}`]: value },
    ),
  )
const placeholders = (text: string) => [...new Set(text.match(/%\{\w+\}/g))].sort()

const ours = flat(id)
const known = { ...ours, ...flat(indonesian) }
const folder = fileURLToPath(new URL('../../admin', import.meta.url))
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('messages'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
const code = sources.map(({ text }) => text).join('\n')

describe('our messages', () => {
  const english = flat(en)
  test('are the same keys in both languages', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(ours).sort())
  })
  test.each(Object.keys(ours))('%s has the same placeholders, and says something', (key) => {
    expect(placeholders(english[key]!)).toEqual(placeholders(ours[key]!))
    expect(ours[key]!.trim()).not.toBe('')
    expect(english[key]!.trim()).not.toBe('')
  })
})

describe("react-admin's messages in Indonesian", () => {
  const theirs = flat(englishOfTheirs)
  const translated = flat(indonesian)
  test('are those of ra-language-english', () => {
    expect(Object.keys(translated).sort()).toEqual(Object.keys(theirs).sort())
  })
  // Indonesian has one plural form, so a count that English repeats may be missing from either side of the bars.
  test.each(Object.keys(theirs))('%s has the same placeholders', (key) => {
    expect(placeholders(translated[key]!)).toEqual(placeholders(theirs[key]!))
  })
})

// The page of the settings makes its labels from the sections.
const settingLabels = new Set(
  Object.entries(settingSections).flatMap(([section, schema]) => [
    `alih.settings.${section}.title`,
    ...Object.keys(schema.shape).flatMap((field) =>
      ['', '_help'].map((end) => `alih.settings.${section}.${field}${end}`),
    ),
  ]),
)

describe('the code of the back office', () => {
  test('uses no key that is not there', () => {
    const missing = sources.flatMap(({ name, text }) =>
      [...text.matchAll(/['"`]((?:alih|ra|resources)\.[\w.]+)['"`]/g)]
        .map(([, key]) => key!)
        .filter((key) => known[key] === undefined)
        .map((key) => `${name}: ${key}`),
    )
    expect(missing).toEqual([])
  })

  test('completes keys only below groups that are there', () => {
    const prefixes = [...code.matchAll(/`((?:alih|ra|resources)\.[\w.]+\.)\$\{/g)].map(
      ([, prefix]) => prefix!,
    )
    expect(prefixes.filter((prefix) => !Object.keys(known).some((key) => key.startsWith(prefix)))).toEqual([])
  })

  test('leaves no label of ours unused', () => {
    const unused = Object.keys(ours).filter((key) => {
      if (!key.startsWith('alih.') || settingLabels.has(key)) return false
      const group = key.slice(0, key.lastIndexOf('.') + 1)
      return !code.includes(`'${key}'`) && !code.includes(`"${key}"`) && !code.includes(`\`${group}\${`)
    })
    expect(unused).toEqual([])
  })
})

// Whatever core can say, people can read.
const vocabularies: [string, readonly string[]][] = [
  ['states', states],
  ['next', states],
  ['turn_then', states],
  ['actions', actions],
  ['action_hints', actions],
  ['done', actions],
  ['events', [...actions, 'create', 'edit', 'recompute', ...executionEvents]],
  ['steps', steps.map(({ step }) => String(step))],
  ['roles', roles],
  ['reason_codes', reasonCodes],
  ['runbook', runbookItemIds],
  ['update_statuses', updateStatuses],
  ['kinds', siteKinds],
  ['site_roles', siteRoles],
  ['wants', wants],
  ['wants_hint', wants],
  ['web_failures', webFailures],
  ['statuses', statuses],
  ['status_hints', statuses],
  ['severities', severities],
  ['levels', levels],
  ['holiday_kinds', holidayKinds],
  ['notice_kinds', noticeKinds],
  ['delivery_states', deliveryStates],
  ['delivery_hints', deliveryStates],
  ['channels', channels],
  ['languages', languages],
  ['notice_choices', noticeChoices],
  ['notice_choice_hints', noticeChoices],
  ['feed_faults', feedFaults],
  ['standings', standings],
  ['import_formats', importFormats],
  ['register_actions', registerActions],
  ['told_actions', toldActions],
]
describe('the words of core', () => {
  test.each(vocabularies)('%s are all labelled, and nothing else is', (group, words) => {
    expect(Object.keys(id.alih[group as keyof typeof id.alih]).sort()).toEqual([...words].sort())
  })
  test('every silence has a name', () => {
    expect(Object.keys(id.alih.outcomes)).toEqual(expect.arrayContaining([...silences]))
  })
  test('every setting has a label and an explanation, and nothing else has', () => {
    const sections = Object.keys(settingSections).map((section) => `alih.settings.${section}.`)
    const labelled = Object.keys(ours).filter((key) => sections.some((section) => key.startsWith(section)))
    expect(labelled.sort()).toEqual([...settingLabels].sort())
  })
  test('files say what the grid says, word for word', () => {
    const { fields, states, statuses, kinds, wants, roles, draft } = gridWords
    for (const [language, ours] of Object.entries({ id, en }) as ['id' | 'en', typeof id][]) {
      const said = (words: Record<string, Text>) =>
        Object.fromEntries(Object.entries(words).map(([key, text]) => [key, text[language]]))
      expect(ours.resources.requests.fields).toMatchObject(said(fields))
      expect(ours.alih).toMatchObject({ states: said(states), statuses: said(statuses), roles: said(roles) })
      expect(ours.alih).toMatchObject({ kinds: said(kinds), wants: said(wants) })
      expect(ours.alih.requests.draft).toBe(draft[language])
    }
  })
  test('every resource has a name', () => {
    expect(Object.keys(id.resources).sort()).toEqual([...resources].sort())
  })
})
