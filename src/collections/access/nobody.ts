/** No one, by any door: the record is written by the product itself. */
export const nobody = (): false => false;
