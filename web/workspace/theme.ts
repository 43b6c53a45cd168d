/** Mantine in our tokens: colours, type and shape come from `web/design`, its surfaces follow light and dark. */
import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  type MantineThemeOverride,
} from '@mantine/core';
import design from '#web/design/mantine-theme.json';

const { other, ...override } = design;

// JSON widens literals and tuples to string and string[]; the file is made for createTheme and nothing else.
const tokens = override as unknown as MantineThemeOverride;

export const theme = createTheme({
  ...tokens,
  fontWeights: { regular: '400', medium: '500', bold: '600' },
  components: {
    // What stands on the primary colour follows the tokens, light on dark and dark on light.
    Button: Button.extend({
      vars: (_theme, { variant = 'filled' }) => ({
        root: variant === 'filled' ? { '--button-color': 'var(--ln-on-primary)' } : {},
      }),
    }),
    // A menu opens on its first item; the placeholder for the focus is no item of a menu.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: {
      defaultProps: { centered: true, radius: 'lg', padding: 'lg' },
      styles: { title: { fontWeight: 600, lineHeight: 1.35 } },
    },
    Tooltip: { defaultProps: { openDelay: 300 } },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: other.cssVariablesResolver.variables,
  light: other.cssVariablesResolver.variables,
  dark: other.cssVariablesResolver.variables,
});
