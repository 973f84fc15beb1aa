import { ObjectId } from 'mongodb';

import { asRecord } from './asRecord';

it('a document of the driver becomes a record as Payload gives it', () => {
  const [_id, client] = [new ObjectId(), new ObjectId()];
  const document = {
    _id,
    client,
    startsAt: new Date('2031-03-03T09:00:00Z'),
    policy: { noticeHours: 24, at: null },
    rows: [{ id: 'a', at: new Date(0) }],
    topic: 'x',
    credits: 0,
  };
  expect(asRecord(document)).toEqual({
    id: _id.toHexString(),
    client: client.toHexString(),
    startsAt: '2031-03-03T09:00:00.000Z',
    policy: { noticeHours: 24, at: null },
    rows: [{ id: 'a', at: '1970-01-01T00:00:00.000Z' }],
    topic: 'x',
    credits: 0,
  });
});
