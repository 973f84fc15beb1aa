import { bodyProblems } from './bodyRules';

const said = (body: string): string[] => bodyProblems(body).map(({ line, message }) => `${line}: ${message}`);
const inText = (html: string): string[] =>
  said(`<mj-section><mj-column><mj-text>${html}</mj-text></mj-column></mj-section>`);

describe('what staff may write in a body', () => {
  it('is MJML sections with text, links, lists and tables', () => {
    expect(
      inText(
        'Hello <strong>you</strong><br>and <a href="https://example.com/a?b=1&amp;c=2">more</a> {{name}} ' +
          '<ul><li>x</li></ul>',
      ),
    ).toEqual([]);
    expect(inText('<a href="{{bookUrl}}">x</a> <a href="mailto:help@example.com">y</a>')).toEqual([]);
  });

  it('is blocks around whole elements', () => {
    expect(
      said('<mj-section><mj-column>\n{{#if a}}\n<mj-text>x</mj-text>\n{{/if}}\n</mj-column></mj-section>'),
    ).toEqual([]);
    expect(inText('{{#if a}}<p>x</p>{{/if}}')).toEqual([]);
  });
});

describe('what staff may not write in a body', () => {
  it.each([
    '<script>alert(1)</script>',
    '<SCRIPT src="https://x.example">',
    '<mj-raw>x</mj-raw>',
    '<mj-include path="./x.mjml" />',
    '<iframe src="https://x.example"></iframe>',
    '<img src="https://x.example/pixel.png" />',
    '<style>p{}</style>',
    '<form></form>',
    '<svg></svg>',
    '<object></object>',
    '<base href="https://x.example" />',
    '<meta charset="x" />',
    '<link href="https://x.example" />',
  ])('is %s', (html) => {
    expect(inText(html).join()).toMatch(/is not allowed/);
  });

  it.each([
    '<mj-include path="/etc/passwd" />',
    '<mj-raw>x</mj-raw>',
    '<mj-head></mj-head>',
    '<mj-style>x</mj-style>',
    '<mj-wrapper></mj-wrapper>',
    '<mj-body></mj-body>',
  ])('is %s between sections', (mjml) => {
    expect(said(mjml).join()).toMatch(/is not allowed/);
  });

  it.each([
    '<p onclick="x()">a</p>',
    '<a href="javascript:alert(1)">a</a>',
    '<a href="JaVaScRiPt:alert(1)">a</a>',
    '<a href="data:text/html,x">a</a>',
    '<a href="https://x.example/{{name}}">a</a>',
    '<a href="java{{name}}">a</a>',
    '<p style="background:url(https://x.example)">a</p>',
    '<p style="color:{{name}}">a</p>',
    '<p title="x">a</p>',
    '<span class="{{name}}">a</span>',
  ])('is the attribute of %s', (html) => {
    expect(inText(html)).toHaveLength(1);
  });

  it.each([
    '<p title=\'a" onclick="b\'>x</p>',
    '<p class=x>y</p>',
    '<![CDATA[x]]>',
    '<!-- [if mso]> -->',
    'a < b',
    '<p class="<">x</p>',
    '<p/onclick="x">',
  ])('is markup of two readings: %s', (html) => {
    expect(inText(html).join()).toMatch(/begins no valid tag/);
  });

  it('is an address with style in a MJML attribute', () => {
    expect(said('<mj-section background-url="javascript:x"></mj-section>')).toHaveLength(1);
    expect(said('<mj-section border="1px;background:red"></mj-section>')).toHaveLength(1);
  });

  it('is text that MJML would drop', () => {
    expect(said('<mj-section>\n\nHello\n</mj-section>')).toEqual(['3: text must stand in an <mj-text>']);
    expect(said('{{name}}')).toEqual(['1: text must stand in an <mj-text>']);
  });

  it('is a block that crosses elements', () => {
    expect(inText('{{#if a}}<p>x{{/if}}</p>')).not.toEqual([]);
    expect(inText('<p>{{#if a}}</p><p>{{/if}}</p>')).not.toEqual([]);
  });

  it('is a part of a table or list out of its place, or a tag that only looks closed', () => {
    for (const html of ['<td>x</td>', '<tr><th>x</th></tr>', '<li>x</li>', '<b />'])
      expect(inText(html)).not.toEqual([]);
    expect(said('<mj-section><mj-column><mj-divider>x</mj-divider></mj-column></mj-section>')).toEqual([
      '1: text must stand in an <mj-text>',
    ]);
    expect(
      said('<mj-section><mj-column><mj-image src="https://x.example/a.png"></mj-column></mj-section>'),
    ).not.toEqual([]);
    expect(
      said(
        '<mj-section><mj-column><mj-image src="https://x.example/a.png" alt="A" />' +
          '<mj-spacer></mj-spacer></mj-column></mj-section>',
      ),
    ).toEqual([]);
  });

  it('is a tag left open or closed twice, named with its line', () => {
    expect(said('<mj-section>\n<mj-column>\n</mj-section>')).toContain('3: </mj-section> closes <mj-column>');
    expect(inText('</b>')).toContain('1: </b> closes <mj-text>');
    expect(said('\n<mj-section>')).toEqual(['2: <mj-section> is never closed']);
  });
});
