import { toConsultantView, toConsultationTypeView } from '../views/catalogViews';
import { bookingPath, readSelection, stepOf } from './selection';

const offer = {
  consultants: [toConsultantView({ id: 'ada', name: 'Ada' })],
  types: [toConsultationTypeView({ id: 'hour', modes: ['remote', 'in_person'] })],
};
const at = (path: string) => readSelection(new URL(path, 'http://portal.invalid').searchParams, offer);

describe('the steps of booking', () => {
  it('follow from the address', () => {
    expect(stepOf(at('/book'))).toBe('consultant');
    expect(stepOf(at('/book?consultant=ada'))).toBe('type');
    expect(stepOf(at('/book?consultant=ada&type=hour'))).toBe('time');
    expect(stepOf(at('/book?consultant=ada&type=hour&start=2026-11-24T14:00:00.000Z'))).toBe('review');
  });
  it('ask again for what is not on offer or makes no sense', () => {
    expect(stepOf(at('/book?consultant=gone&type=hour'))).toBe('consultant');
    expect(stepOf(at('/book?consultant=ada&type=hour&start=soon'))).toBe('time');
    expect(at('/book?type=hour&mode=by-letter').mode).toBe('remote');
  });
  it('survive the round trip through the address', () => {
    const chosen = {
      consultant: 'ada',
      type: 'hour',
      mode: 'in_person',
      start: '2026-11-24T14:00:00.000Z',
    } as const;
    expect(at(bookingPath(chosen))).toMatchObject({
      consultant: { id: 'ada' },
      mode: 'in_person',
      startsAt: chosen.start,
    });
  });
});
