import { Document, Page, renderToBuffer, StyleSheet, Text, View } from '@react-pdf/renderer';
import { type ReactElement, type ReactNode } from 'react';

import { familiesOf } from './fonts';
import { fitted, legible } from './legible';

const INK = '#12211d';
const QUIET = '#4a5b55';
/** Points between the margins of an A4 page. */
export const PAGE_WIDTH = 483;

const styles = StyleSheet.create({
  page: { padding: 56, paddingBottom: 72, fontSize: 9, color: INK },
  rule: { borderBottomWidth: 0.7, borderBottomColor: '#d8dfda' },
  row: { flexDirection: 'row', alignItems: 'flex-start' },
  number: { position: 'absolute', bottom: 36, right: 56, fontSize: 8, color: QUIET },
});

interface Paper {
  title: string;
  author: string;
  madeAt?: Date;
  children: ReactNode;
}

/** A document on A4, as many pages as it takes. There is one weight: what is strong stands out by size and ink. */
const Sheet = ({ title, author, madeAt, children, families }: Paper & { families: string[] }) => (
  <Document title={legible(title)} author={legible(author)} {...(madeAt ? { creationDate: madeAt } : {})}>
    <Page size="A4" style={{ ...styles.page, fontFamily: families as unknown as string }}>
      {children}
      <Text
        fixed
        style={styles.number}
        render={({ pageNumber, totalPages }) => (totalPages > 1 ? `Page ${pageNumber} of ${totalPages}` : '')}
      />
    </Page>
  </Document>
);

/** @param text everything that the document says: the fonts it is written in follow from it */
export const toPdf = (paper: Paper, text: string): Promise<Buffer> =>
  renderToBuffer(<Sheet {...paper} families={familiesOf(legible(text))} />);

interface Words {
  /** Points. */
  width: number;
  size?: number;
  quiet?: boolean;
  align?: 'right';
  children: string;
}

/** A text in its place: it wraps, a word too long for it is broken, and what follows begins below it. */
export const Words = ({ width, size = 9, quiet = false, align, children }: Words): ReactElement => (
  <Text
    style={{
      width,
      lineHeight: 1.35,
      fontSize: size,
      color: quiet ? QUIET : INK,
      ...(align ? { textAlign: align } : {}),
    }}
  >
    {fitted(children, { width, size })}
  </Text>
);

/** Texts side by side, each in its own width. A row is not divided between pages. */
export const Row = ({ children, rule = false }: { children: ReactNode; rule?: boolean }): ReactElement => (
  <View wrap={false} style={rule ? { ...styles.row, ...styles.rule, paddingVertical: 5 } : styles.row}>
    {children}
  </View>
);

/** Texts one below the other, with room beside them. */
export const Column = ({ width, children }: { width: number; children: ReactNode }): ReactElement => (
  <View style={{ width }}>{children}</View>
);

export const Gap = ({ height }: { height: number }): ReactElement => <View style={{ height }} />;
