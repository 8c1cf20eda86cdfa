import { makeStyles, tokens } from '@fluentui/react-components';

/** A phone, or a desk at four times the size. */
const narrow = '@media (max-width: 640px)';

export const useShellStyles = makeStyles({
  header: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    flexShrink: 0,
    gap: `0 ${tokens.spacingHorizontalL}`,
    padding: `4px ${tokens.spacingHorizontalL}`,
    [narrow]: { padding: `4px ${tokens.spacingHorizontalS}`, columnGap: tokens.spacingHorizontalS },
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  brand: { color: tokens.colorBrandForeground1 },
  nav: { display: 'flex', gap: '2px', flexGrow: 1, flexWrap: 'wrap' },
  link: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground1,
    textDecoration: 'none',
    borderRadius: tokens.borderRadiusMedium,
    borderBottom: '2px solid transparent',
    [narrow]: { padding: '6px 8px' },
    ':hover': { backgroundColor: tokens.colorNeutralBackground2Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  active: {
    fontWeight: tokens.fontWeightSemibold,
    borderBottomColor: tokens.colorBrandStroke1,
    borderBottomLeftRadius: 0,
    borderBottomRightRadius: 0,
  },
  right: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    alignItems: 'center',
    gap: `0 ${tokens.spacingHorizontalS}`,
    marginInlineStart: 'auto',
  },
  main: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0, overflow: 'auto', outlineStyle: 'none' },
  skip: {
    position: 'absolute',
    insetInlineStart: '-9999px',
    ':focus': {
      insetInlineStart: '8px',
      top: '8px',
      zIndex: 10,
      padding: '8px',
      backgroundColor: tokens.colorNeutralBackground1,
      color: tokens.colorBrandForegroundLink,
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
    },
  },
});
