import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Shades of the project's colour; the sixth and the eighth are read on white. */
const sea: MantineColorsTuple = [
  '#e7f7f4',
  '#d0ece6',
  '#a2d9cd',
  '#71c6b3',
  '#49b69d',
  '#2fa98f',
  '#14806f',
  '#0c7263',
  '#075f53',
  '#034b41',
];

export const theme = createTheme({
  primaryColor: 'sea',
  primaryShade: { light: 7, dark: 6 },
  colors: { sea },
  defaultRadius: 'md',
  fontFamily:
    'Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  headings: {
    fontWeight: '650',
    sizes: { h1: { fontSize: '1.6rem' }, h2: { fontSize: '1.15rem' }, h3: { fontSize: '1rem' } },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
});

/** What is said in passing is still to be read: 4.5 to 1 on every ground that the page has. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5b6570',
    '--mantine-color-body': '#f6f8f9',
    '--ground': '#ffffff',
    '--line': '#dfe5e9',
    '--hover': '#eef5f4',
    '--chosen': '#d9efeb',
    '--ink-good': '#0b6b3a',
    '--ink-bad': '#b42318',
    '--ink-warn': '#8a5300',
    '--ink-type': '#0c6b5e',
    '--ink-tag': '#3c4fa8',
    '--wash-good': '#e3f5ea',
    '--wash-bad': '#fdeceb',
    '--wash-warn': '#fff3dc',
  },
  dark: {
    '--mantine-color-dimmed': '#a3adb7',
    '--mantine-color-body': '#12171b',
    '--ground': '#1a2126',
    '--line': '#2d373e',
    '--hover': '#222c31',
    '--chosen': '#123b35',
    '--ink-good': '#63d297',
    '--ink-bad': '#ff9c92',
    '--ink-warn': '#f3bd5e',
    '--ink-type': '#5fd0bb',
    '--ink-tag': '#a8b7ff',
    '--wash-good': '#12301f',
    '--wash-bad': '#3a1a18',
    '--wash-warn': '#35270d',
  },
});
