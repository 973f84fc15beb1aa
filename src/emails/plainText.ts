import { compile } from 'html-to-text';

/** Text for readers without HTML: one line a fact, links in full, nothing of the frame's decoration. */
const convert = compile({
  wordwrap: 78,
  formatters: {
    // A row's heading and value on one line: "When: Tuesday …".
    rowHeading: (element, walk, builder) => {
      walk(element.children, builder);
      builder.addInline(': ');
    },
    row: (element, walk, builder) => {
      builder.openBlock({ leadingLineBreaks: 1 });
      walk(element.children, builder);
      builder.closeBlock({ trailingLineBreaks: 1 });
    },
  },
  selectors: [
    { selector: '.preheader', format: 'skip' },
    { selector: '.mark', format: 'skip' },
    { selector: 'th', format: 'rowHeading' },
    { selector: 'tr', format: 'row' },
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['<', '>'] } },
    { selector: 'h1', options: { uppercase: false, leadingLineBreaks: 2 } },
    { selector: 'h2', options: { uppercase: false, leadingLineBreaks: 2 } },
    { selector: 'img', format: 'skip' },
  ],
});

const COMMENT = /<!--[\s\S]*?-->/g;
const TAG = /<([a-z][a-z0-9]*)((?:\s+[^\s=>"]+(?:="[^"]*")?)*)\s*(\/?)>/gi;
const TOLD = /\s(?:href|class|start)="[^"]*"/gi;

/** Of a page with its `{{…}}` still open, what its plain text is made from: a fifth of it, and the text is the same. */
export const forPlainText = (page: string): string =>
  page
    .slice(Math.max(0, page.indexOf('<body')))
    .replace(COMMENT, '')
    .replace(
      TAG,
      (_, tag: string, attributes: string, end: string) =>
        `<${tag}${(attributes.match(TOLD) ?? []).join('')}${end}>`,
    );

/** The plain text of a rendered mail, or of what `forPlainText` left of it. */
export const plainText = (html: string): string =>
  `${convert(html)
    .replace(/^[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
