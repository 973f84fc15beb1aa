import { forceScheme } from './forceScheme';

const html =
  '<style>@media (prefers-color-scheme: dark) { p { color: white } } ' +
  '@media screen and (prefers-color-scheme:dark) { a { color: white } }</style>';

describe('previewing a colour scheme', () => {
  test('dark rules always hold in the dark preview', () => {
    expect(forceScheme(html, 'dark')).toBe(
      '<style>@media (min-width:0px) { p { color: white } } ' +
        '@media screen and (min-width:0px) { a { color: white } }</style>',
    );
  });

  test('dark rules never hold in the light preview', () => {
    expect(forceScheme(html, 'light')).not.toContain('prefers-color-scheme');
    expect(forceScheme(html, 'light')).toContain('(max-width:0px)');
  });
});
