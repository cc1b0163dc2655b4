/** What a host gets: elements that react-admin registers, named as core names them. */
import { CustomRoutes, Resource } from 'react-admin'
import { expect, test } from 'vitest'
import { createDataProvider, messages, resourceNames, resources } from '../../admin/index.tsx'
import { resources as known } from '../../server/core/access.ts'

test('resources() gives elements that <Admin> looks for, never a component of ours', () => {
  const types = resources().map(({ type }) => type)
  expect(new Set(types)).toEqual(new Set([Resource, CustomRoutes]))
})

test('there is a resource for each of the permission table', () => {
  expect([...resourceNames].sort()).toEqual([...known].sort())
  const named = resources().filter(({ type }) => type === Resource)
  expect(named.map(({ props }) => (props as { name: string }).name)).toEqual(resourceNames)
})

test('messages of both languages name each resource', () => {
  for (const language of [messages.id, messages.en]) {
    expect(Object.keys(language.resources).sort()).toEqual([...known].sort())
  }
})

test('the data provider takes the resource first in every method, so that a host can combine it', () => {
  const provider = createDataProvider('/api')
  expect(provider.supportAbortSignal).toBe(true)
  for (const name of ['act', 'events', 'lastCheck', 'checkNow', 'upload', 'invite', 'board', 'info', 'me'])
    expect(typeof provider[name]).toBe('function')
})
