import { familiesOf } from './fonts';
import { fitted, legible } from './legible';

describe('what a PDF is written in', () => {
  it('has letters for names from everywhere', () => {
    const names =
      'ŁukaszŻółćÆrøskøbingŐrűČřžĞışÞórðrДмитроЇ€–•ßếữΓειάσου محمد النور שלום 山田太郎髙﨑 简体龙书 繁體龍書 김철수 สวัสดี नमस्ते 🚀🎉';
    expect(legible(names)).toBe(names);
  });

  it('knows its fonts by what is said, so that a plain document loads one', () => {
    expect(familiesOf('Łukasz')).toEqual(['Roboto']);
    expect(familiesOf('株式会社 🚀')).toEqual(['Roboto', 'Chocolate Classical Sans', 'Noto Emoji']);
  });

  it('writes what nobody can draw as a question mark, and leaves out what nobody sees', () => {
    expect(legible('a\u{13000}b\u0007c')).toBe('a?b c');
    expect(legible('👩\u200D💻\uFE0F \u202Emir\u00AD')).toBe('👩💻 mir');
    expect(legible('e\u0301')).toBe('é');
  });

  it('breaks a word that is wider than its place, and no other', () => {
    const lines = fitted(`short ${'W'.repeat(60)}@example.com`, { width: 100, size: 10 }).split('\n');
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.join('')).toBe(`short ${'W'.repeat(60)}@example.com`);
    expect(fitted('quite ordinary words', { width: 100, size: 10 })).toBe('quite ordinary words');
  });
});
