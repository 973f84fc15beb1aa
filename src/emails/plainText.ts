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

/** The plain text of a rendered mail. */
export const plainText = (html: string): string => `${convert(html).replace(/^[^\S\n]+$/gm, '').replace(/\n{3,}/g, '\n\n').trim()}\n`;
