/** The resource: monthly reports. */
import icon from '@mui/icons-material/SummarizeOutlined'

export const reports = { name: 'reports', icon, recordRepresentation: 'id' }
