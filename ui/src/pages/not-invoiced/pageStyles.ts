import { makeStyles, tokens } from '@fluentui/react-components';

export const usePageStyles = makeStyles({
  page: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minHeight: 0,
    overflow: 'hidden',
    // Where tools and list do not fit one above the other, the page scrolls and the list keeps a height of its own.
    '@media (max-width: 640px), (max-height: 560px)': { flexShrink: 0, overflow: 'visible' },
  },
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', margin: 0 },
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `4px ${tokens.spacingHorizontalS}`,
  },
  search: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, marginInlineStart: 'auto' },
  progress: { height: '3px', flexShrink: 0 },
  body: { display: 'flex', flexGrow: 1, minHeight: 0 },
  list: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    '@media (max-width: 640px), (max-height: 560px)': { height: 'max(360px, 80vh)' },
  },
});
