/** Which columns the grid shows: chosen by each person, and kept. */
import ColumnsIcon from '@mui/icons-material/ViewWeekOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormGroup from '@mui/material/FormGroup'
import Popover from '@mui/material/Popover'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useCanAccess, useListContext, useStore, useTranslate } from 'react-admin'
import { firstColumns, gridColumns, namingColumns, type GridColumn } from '../../server/core/grid.ts'
import { useActor } from '../client.ts'
import { keptKey } from '../store.ts'

export const hiddenAtFirst = gridColumns.filter((column) => !firstColumns.includes(column))

/** Where react-admin's table looks for the columns that are hidden. */
export const useColumnsKey = () => keptKey(useActor()?.id, 'requests.columns')

/** The columns that this person may see, and those of them that are shown. */
export function useColumns() {
  const [hidden, setHidden] = useStore<string[]>(useColumnsKey(), hiddenAtFirst)
  const { canAccess } = useCanAccess({ resource: 'people', action: 'list' })
  const offered = gridColumns.filter((column) => canAccess || !namingColumns.includes(column))
  return { offered, shown: offered.filter((column) => !hidden.includes(column)), hidden, setHidden }
}

/** The label of a column; the names stand together in one. */
export const labelOf = (column: GridColumn) =>
  `resources.requests.fields.${column === 'newName' ? 'name' : column}`

/** What the rows are ordered by, where no column's head can tell. */
export function HiddenOrder() {
  const t = useTranslate()
  const { sort } = useListContext()
  const { hidden } = useColumns()
  const by = gridColumns.find((column) => column === sort.field)
  if (!by || !hidden.includes(by)) return null
  return (
    <Typography variant="body2" sx={{ mr: 1, color: 'text.secondary' }}>
      {t('alih.requests.order', { field: t(labelOf(by)), order: t(`ra.sort.${sort.order}`) })}
    </Typography>
  )
}

export function ColumnsChooser() {
  const t = useTranslate()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { offered, shown, hidden, setHidden } = useColumns()
  const toggle = (column: GridColumn, on: boolean) =>
    setHidden(on ? hidden.filter((one) => one !== column) : [...hidden, column])
  return (
    <>
      <Button
        size="small"
        startIcon={<ColumnsIcon />}
        aria-haspopup="dialog"
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        {t('ra.action.select_columns')}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': t('ra.action.select_columns') } }}
      >
        <Box sx={{ px: 2.5, py: 1.5 }}>
          <FormGroup>
            {offered.map((column) => (
              <FormControlLabel
                key={column}
                label={t(labelOf(column))}
                control={
                  <Checkbox
                    size="small"
                    checked={shown.includes(column)}
                    // A table without columns has nothing to open a request by.
                    disabled={column === 'newName'}
                    onChange={(_, on) => toggle(column, on)}
                  />
                }
              />
            ))}
          </FormGroup>
          <Button size="small" sx={{ mt: 0.5 }} onClick={() => setHidden(hiddenAtFirst)}>
            {t('ra.action.reset')}
          </Button>
        </Box>
      </Popover>
    </>
  )
}
