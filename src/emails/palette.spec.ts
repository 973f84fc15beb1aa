import fc from 'fast-check';
import { contrast, palette } from './palette';

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
const AA = 4.5;

describe('the colours made from a brand', () => {
  it('know what contrast is', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('are readable for every brand, light and dark', () => {
    fc.assert(
      fc.property(color, color, (primaryColor, accentColor) => {
        const made = palette({ primaryColor, accentColor });
        for (const ground of [made.headerFrom, made.headerTo, made.button, made.buttonDark]) expect(contrast('#ffffff', ground)).toBeGreaterThanOrEqual(AA);
        for (const ground of ['#ffffff', '#f5f7fb']) expect(contrast(made.link, ground)).toBeGreaterThanOrEqual(AA);
        for (const ground of [made.cardDark, '#1d2640']) expect(contrast(made.linkDark, ground)).toBeGreaterThanOrEqual(AA);
        expect(contrast(made.tintText, made.tint)).toBeGreaterThanOrEqual(AA);
        expect(contrast(made.tintTextDark, made.tintDark)).toBeGreaterThanOrEqual(AA);
      }),
    );
  });

  it('leave a readable brand colour as it is', () => {
    expect(palette({ primaryColor: '#4338ca', accentColor: '#0f766e' })).toMatchObject({ button: '#4338ca', headerTo: '#0f766e' });
  });

  it.each([
    ['#26324a', '#ffffff'],
    ['#55607a', '#f5f7fb'],
    ['#5b667e', '#eef1f7'],
    ['#0b5c37', '#dcf5e7'],
    ['#7a4a05', '#fdf0d0'],
    ['#942020', '#fde4e4'],
    ['#dfe5f2', '#151c30'],
    ['#a9b4cb', '#1d2640'],
    ['#98a3bb', '#0b1020'],
    ['#86e7b4', '#113d2b'],
    ['#f7cf79', '#443008'],
    ['#ffb3b3', '#4b1b20'],
  ])('go with the fixed ones of the layout: %s on %s', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(AA);
  });
});
