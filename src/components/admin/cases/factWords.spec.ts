import { factWords } from './factWords';

describe('the facts of a case', () => {
  test('are labelled in words', () => {
    expect(factWords({ shortfall: 2, reversalIds: ['re_1', 'du_1'], terms_differ: true })).toEqual([
      { label: 'Shortfall', text: '2', isBlock: false },
      { label: 'Reversal ids', text: 're_1, du_1', isBlock: false },
      { label: 'Terms differ', text: 'true', isBlock: false },
    ]);
  });

  test('stand below one another when they are sentences', () => {
    expect(factWords({ differences: ['It says 4, its entries 5', 'It owes nothing'] })).toEqual([
      { label: 'Differences', text: 'It says 4, its entries 5\nIt owes nothing', isBlock: true },
    ]);
  });

  test('are shown as they are when they have no short form, and left out when there are none', () => {
    expect(factWords({ differences: [{ subject: 'a' }], error: null })).toEqual([
      { label: 'Differences', text: '[\n  {\n    "subject": "a"\n  }\n]', isBlock: true },
    ]);
    expect(factWords(null)).toEqual([]);
  });
});
