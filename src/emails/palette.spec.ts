import fc from '../../tests/support/properties';
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
        for (const ground of [made.headerFrom, made.headerTo, made.button, made.buttonDark])
          expect(contrast('#ffffff', ground)).toBeGreaterThanOrEqual(AA);
        for (const ground of ['#ffffff', '#f3f6f3'])
          expect(contrast(made.link, ground)).toBeGreaterThanOrEqual(AA);
        for (const ground of [made.cardDark, '#1b2925'])
          expect(contrast(made.linkDark, ground)).toBeGreaterThanOrEqual(AA);
        expect(contrast(made.tintText, made.tint)).toBeGreaterThanOrEqual(AA);
        expect(contrast(made.tintTextDark, made.tintDark)).toBeGreaterThanOrEqual(AA);
      }),
    );
  });

  it('leave a readable brand colour as it is', () => {
    expect(palette({ primaryColor: '#4338ca', accentColor: '#0f766e' })).toMatchObject({
      button: '#4338ca',
      headerTo: '#0f766e',
    });
  });

  it.each([
    ['#2a3a35', '#ffffff'],
    ['#4a5b55', '#f3f6f3'],
    ['#55655f', '#eef2ee'],
    ['#0b5c37', '#dcf5e7'],
    ['#7a4a05', '#fdf0d0'],
    ['#942020', '#fde4e4'],
    ['#dfe8e4', '#14201d'],
    ['#a5b7b0', '#1b2925'],
    ['#95a79f', '#0d1513'],
    ['#86e7b4', '#113d2b'],
    ['#f7cf79', '#443008'],
    ['#ffb3b3', '#4b1b20'],
  ])('go with the fixed ones of the layout: %s on %s', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(AA);
  });
});
