import { sessionQuery } from './sessionQuery';

describe('looking for a session', () => {
  const where = (words: string) =>
    [...new URLSearchParams(sessionQuery(words))].filter(([name]) => name.startsWith('where'));

  test('without words finds the latest', () => {
    expect(where('  ')).toEqual([]);
  });

  test('finds by words of the title, whatever they are', () => {
    expect(where(' Dana & [Amelia] ')).toEqual([['where[title][like]', 'Dana & [Amelia]']]);
  });

  test('finds by id', () => {
    expect(where('6562F1C2A1B2C3D4E5F60718')).toEqual([['where[id][equals]', '6562f1c2a1b2c3d4e5f60718']]);
  });
});
