import { sampleBrand } from './brand';
import { cached, compileMjml, type Compile } from './compile';

const body = '<mj-section><mj-column><mj-text>Hello</mj-text></mj-column></mj-section>';
const input = { body, brand: sampleBrand, lang: 'en' };

function counting(): { compile: Compile; runs: () => number } {
  let runs = 0;
  return {
    compile: async () => ({ parts: [{ kind: 'literal', text: String((runs += 1)) }], text: [] }),
    runs: () => runs,
  };
}

describe('compiling', () => {
  it('happens once for one template, however many ask at once', async () => {
    const { compile, runs } = counting();
    const once = cached(compile);
    await Promise.all(Array.from({ length: 20 }, () => once(input)));
    await once({ ...input, brand: { ...sampleBrand, companyName: 'Another name, same colours' } });
    expect(runs()).toBe(1);
  });

  it('happens again for another body, colour or language', async () => {
    const { compile, runs } = counting();
    const once = cached(compile);
    await once(input);
    await once({ ...input, body: `${body} ` });
    await once({ ...input, brand: { ...sampleBrand, primaryColor: '#000000' } });
    await once({ ...input, lang: 'de' });
    expect(runs()).toBe(4);
  });

  it('forgets what was unused longest', async () => {
    const { compile, runs } = counting();
    const once = cached(compile, 2);
    const ask = (text: string) => once({ ...input, body: text });
    for (const text of ['a', 'b', 'a', 'c', 'a']) await ask(text);
    expect(runs()).toBe(3);
    await ask('b');
    expect(runs()).toBe(4);
  });

  it('tries again after a compiler could not run', async () => {
    let runs = 0;
    const once = cached(async () => {
      runs += 1;
      throw new Error('no such file');
    });
    await expect(once(input)).rejects.toThrow('no such file');
    await expect(once(input)).rejects.toThrow('no such file');
    expect(runs).toBe(2);
  });

  it('names the line of the body that MJML refuses', async () => {
    const { problems } = await compileMjml({
      ...input,
      body: '<mj-section>\n<mj-column>\n<mj-text colour="red">x</mj-text>\n</mj-column>\n</mj-section>',
    });
    expect(problems).toEqual([
      { line: 3, message: expect.stringMatching(/<mj-text>: Attribute colour is illegal/) },
    ]);
  });
});
