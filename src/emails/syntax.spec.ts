import { fill, parseTemplate } from './syntax';

const shout = (template: string, values: Record<string, string>): string =>
  fill(parseTemplate(template).parts, values, (value) => value.toUpperCase());
const problems = (template: string): string[] =>
  parseTemplate(template).problems.map(({ line, message }) => `${line}: ${message}`);

describe('the template language', () => {
  it('fills variables in, blanks inside the braces or not', () => {
    expect(shout('Hi {{name}}, {{ name }}!', { name: 'ann' })).toBe('Hi ANN, ANN!');
  });

  it('shows an if block when the variable is filled, an unless block when it is empty', () => {
    const template = '{{#if link}}go {{link}}{{/if}}{{#unless link}}later{{/unless}}';
    expect(shout(template, { link: 'x' })).toBe('go X');
    expect(shout(template, { link: '' })).toBe('later');
    expect(shout(template, {})).toBe('later');
  });

  it('lets blocks stand in blocks', () => {
    const template = '{{#if a}}1{{#if b}}2{{/if}}3{{/if}}4';
    expect(shout(template, { a: 'x', b: 'x' })).toBe('1234');
    expect(shout(template, { a: 'x' })).toBe('134');
    expect(shout(template, { b: 'x' })).toBe('4');
  });

  it('never reads a value as template', () => {
    expect(fill(parseTemplate('{{a}}').parts, { a: '{{b}}{{#if b}}', b: 'secret' }, (value) => value)).toBe(
      '{{b}}{{#if b}}',
    );
  });

  it('tells the line of what it cannot read', () => {
    expect(problems('one\n{{{raw}}}')).toEqual(['2: {{ is neither {{name}} nor {{#if name}}…{{/if}}']);
    expect(problems('{{#each x}}')).toEqual(['1: {{#each x}} is neither {{name}} nor {{#if name}}…{{/if}}']);
    expect(problems('a\nb {{#if x}}')).toEqual(['2: {{#if}} is never closed']);
    expect(problems('{{/if}}')).toEqual(['1: {{/if}} closes no block']);
    expect(problems('{{#if x}}{{/unless}}')).toEqual(['1: {{/unless}} closes no block']);
    expect(problems('unfinished {{name')).toHaveLength(1);
    expect(problems('plain } text }} with { braces')).toEqual([]);
  });
});
