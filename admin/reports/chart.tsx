/** A chart that comes after the figures it repeats: its library is fetched by itself. */
import { lazy, Suspense } from 'react'
import { Waiting } from '../page.tsx'
import type { BarsProps } from './charts.tsx'

const Bars = lazy(() => import('./charts.tsx'))

export const Chart = (props: BarsProps) => (
  <Suspense fallback={<Waiting lines={4} />}>
    <Bars {...props} />
  </Suspense>
)
