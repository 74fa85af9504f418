// Reads an iCalendar file from standard input; prints {uid: [start, end]} in UTC, as JSON.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf-8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
}
const moment = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
const found = {};
for (const component of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(component);
  found[event.uid] = [moment(event.startDate), moment(event.endDate)];
}
process.stdout.write(JSON.stringify(found));
