import { openBench, type Bench } from '../caller.js';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench({ graph: { customerIds: 'guid' } });
});
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.control.seed());

interface Shown {
  id: string;
  serviceId: string;
  serviceName: string;
  price: number;
  duration: string;
  maximumAttendeesCount: number;
  filledAttendeesCount: number;
  createdDateTime: string;
  lastUpdatedDateTime: string;
  startDateTime: { dateTime: string };
  customers: { customerId: string; name: string; emailAddress: string }[];
}

const business = 'salon@fjord.test';
const all = (): Shown[] => bench.sandbox.control.appointments(business) as unknown as Shown[];
const find = (id: string): Shown | undefined => all().find((shown) => shown.id === id);
const happen: Bench['sandbox']['control']['event'] = (event) => bench.sandbox.control.event(event);

describe('an event', () => {
  it.each(['cancel', 'delete'] as const)('%s takes an appointment away', (kind) => {
    const { id } = all()[4]!;

    happen({ kind, appointmentId: id });

    expect(find(id)).toBeUndefined();
  });

  it('reschedule keeps the id and the length, or gives a new id', () => {
    const [first, second] = [all()[4]!, all()[5]!];
    bench.sandbox.clock.advance(1000);

    const same = happen({ kind: 'reschedule', appointmentId: first.id, startDateTime: '2026-11-26T08:00:00.000Z' });
    const other = happen({
      kind: 'reschedule',
      appointmentId: second.id,
      startDateTime: '2026-11-26T09:00:00.000Z',
      newId: true,
    });

    expect(same.appointmentId).toBe(first.id);
    expect(find(first.id)).toMatchObject({
      startDateTime: { dateTime: '2026-11-26T08:00:00.0000000' },
      duration: first.duration,
    });
    expect(find(first.id)!.lastUpdatedDateTime > first.lastUpdatedDateTime).toBe(true);
    expect(other.appointmentId).not.toBe(second.id);
    expect(find(second.id)).toBeUndefined();
    expect(find(other.appointmentId!)!.createdDateTime > second.createdDateTime).toBe(true);
  });

  it('price changes the booking and not the service', () => {
    const { id, serviceId, price } = all()[4]!;

    happen({ kind: 'price', appointmentId: id, price: price + 5 });

    expect(find(id)!.price).toBe(price + 5);
    expect(all().filter((shown) => shown.serviceId === serviceId && shown.price === price).length).toBeGreaterThan(0);
  });

  it('attendees join and leave, and one who is unknown becomes a customer', async () => {
    const group = all().find(
      ({ maximumAttendeesCount, filledAttendeesCount }) => maximumAttendeesCount === 5 && filledAttendeesCount === 3,
    )!;
    const customers = Number((await bench.bookings(`/${business}/customers/$count`)).text);

    happen({ kind: 'attendeeJoins', appointmentId: group.id, attendee: { name: 'Late Guest', emailAddress: 'late@mail.test' } });
    const joined = find(group.id)!;
    happen({ kind: 'attendeeLeaves', appointmentId: group.id, customerId: group.customers[0]!.customerId });
    const left = find(group.id)!;

    expect(joined.customers.map(({ emailAddress }) => emailAddress)).toContain('late@mail.test');
    expect([joined.filledAttendeesCount, left.filledAttendeesCount]).toEqual([4, 3]);
    expect(left.customers.map(({ customerId }) => customerId)).not.toContain(group.customers[0]!.customerId);
    expect(Number((await bench.bookings(`/${business}/customers/$count`)).text)).toBe(customers + 1);
  });

  it('deleteCustomer leaves the copy in the booking', async () => {
    const { id, customers } = all()[4]!;
    const { customerId } = customers[0]!;

    happen({ kind: 'deleteCustomer', customerId });

    expect((await bench.bookings(`/${business}/customers/${customerId}`)).status).toBe(404);
    expect(find(id)!.customers).toMatchObject([{ customerId, name: customers[0]!.name }]);
  });

  it('renameService changes the service, and old bookings keep its name', async () => {
    const { id, serviceId, serviceName } = all()[4]!;

    happen({ kind: 'renameService', serviceId, displayName: 'Another name' });
    const added = happen({
      kind: 'addAppointment',
      business,
      service: 'Another name',
      startDateTime: '2026-11-20T08:00:00.000Z',
    });

    expect((await bench.bookings(`/${business}/services/${serviceId}`)).json.displayName).toBe('Another name');
    expect([find(id)!.serviceName, find(added.appointmentId!)!.serviceName]).toEqual([serviceName, 'Another name']);
  });

  it('addAppointment books what it is told, and finds the customer by e-mail', () => {
    const { customers } = all()[4]!;

    const { appointmentId } = happen({
      kind: 'addAppointment',
      business,
      service: 'Manicure',
      startDateTime: '2026-11-20T08:00:00.000Z',
      attendees: [{ emailAddress: customers[0]!.emailAddress }],
      price: 40,
    });

    expect(find(appointmentId!)).toMatchObject({
      price: 40,
      duration: 'PT30M',
      customers: [{ emailAddress: customers[0]!.emailAddress }],
    });
  });

  it.each([
    [{ kind: 'cancel', appointmentId: 'unknown' } as const, /no appointment unknown/],
    [{ kind: 'deleteCustomer', customerId: 'nobody' } as const, /no customer nobody/],
    [
      { kind: 'addAppointment', business, service: 'Nothing', startDateTime: '2026-11-20T08:00:00.000Z' } as const,
      /no service Nothing/,
    ],
    [{ kind: 'addAppointment', business, service: 'Manicure', startDateTime: 'soon' } as const, /not a time/],
  ])('about something that is not there says so', (event, message) => {
    expect(() => happen(event)).toThrow(message);
  });
});
