// Reads iCalendar files, a JSON list of texts, from standard input. Prints for each of them {uid: entry}, as JSON.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const moment = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
const span = ({ startDate, endDate }) => [moment(startDate), moment(endDate)];

// It adds to the clock what it took from true time: a date that runs over a change of the clock would end an hour off.
function occurrence(event, startDate) {
  if (startDate.isDate) return span(event.getOccurrenceDetails(startDate));
  const lasts = event.endDate.toJSDate() - event.startDate.toJSDate();
  return [startDate.toJSDate(), new Date(startDate.toJSDate().getTime() + lasts)];
}

function dates(event) {
  const found = [];
  const iterator = event.iterator();
  for (let next = iterator.next(); next && found.length < 9; next = iterator.next()) {
    found.push(occurrence(event, next));
  }
  return found;
}

function entry(component) {
  const event = new ICAL.Event(component);
  const value = (name) => component.getFirstPropertyValue(name);
  const [start, end] = span(event);
  return {
    start,
    end,
    dates: dates(event),
    summary: event.summary ?? "",
    description: event.description ?? "",
    location: event.location ?? "",
    url: value("url") ?? "",
    categories: component.getAllProperties("categories").flatMap((property) => property.getValues()),
    status: value("status"),
    transparent: value("transp") === "TRANSPARENT",
    sequence: event.sequence,
    stamp: moment(value("dtstamp")),
    modified: moment(value("last-modified")),
    geo: value("geo"),
  };
}

function read(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  const events = calendar.getAllSubcomponents("vevent");
  return Object.fromEntries(events.map((event) => [event.getFirstPropertyValue("uid"), entry(event)]));
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map(read)));
